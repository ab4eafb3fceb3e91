import type { Diagnosis, Finding } from "../../doctor/diagnose.ts";
import { isReachable } from "../../importer/content/web-address.ts";
import { configuredOrigin } from "../../operator/configured-origin.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { counted } from "../terminal/counted.ts";
import { examples } from "../terminal/examples.ts";
import { progressBar } from "../terminal/progress.ts";
import { addressOption, numberOption } from "./options.ts";

interface Options {
  readonly limit: number;
  readonly timeout: number;
  readonly pause: number;
  readonly allowPrivate?: boolean;
}

const NOTES = `
Each feed is fetched with the request headers of FreshRSS, Miniflux, Feedly,
Inoreader, NewsBlur, NetNewsWire, Feedbin, newsboat, Thunderbird, RSS-Bridge,
curl and a browser, then with its own validators. An address of a private
network is looked at if it is the one that you name.
`;

/** `doctor <address>`: what is wrong with a deployed service, or with any feed, as readers see it. */
export const doctor: AddCommand = (program, context) => {
  program
    .command("doctor")
    .description(
      "look at a deployed service or any feed as readers do, and report what is wrong, a line each",
    )
    .argument("<address>", "the service, a page that names feeds, an OPML list, or a feed", addressOption)
    .option("--limit <number>", "the most feeds to look at", numberOption(1000), 30)
    .option("--timeout <seconds>", "the longest that a request may take", numberOption(600), 30)
    .option("--pause <milliseconds>", "the time between two requests", numberOption(60_000), 100)
    .option("--allow-private", "also follow a public address into a private network")
    .addHelpText(
      "after",
      NOTES + examples("doctor https://feeds.example/", "doctor https://blog.example/feed.xml --json"),
    )
    .action(async (address: string, { limit, timeout, pause, allowPrivate = false }: Options) => {
      // Loaded when it is needed: the parsers take longer to load than the other commands to run.
      const { diagnose } = await import("../../doctor/diagnose.ts");
      const { env, now } = context;
      // On this machine, `npm start` serves another origin than the one in wrangler.toml.
      const isDeployed = isReachable(address) || env.PUBLIC_ORIGIN;
      const origin = isDeployed ? await configuredOrigin(env) : "";
      const progress = progressBar(context);
      const diagnosis = await diagnose(address, {
        limit,
        timeout: timeout * 1000,
        pause,
        allowPrivate,
        publicOrigin: origin || undefined,
        progress,
        now,
      }).finally(() => progress.stop());
      printDiagnosis(diagnosis, context);
    });
};

function printDiagnosis(diagnosis: Diagnosis, context: CommandContext): void {
  const { red, green } = context.colors;
  const { address, readers, feeds, skipped, findings } = diagnosis;
  const result = findings.length === 0 ? "nothing wrong" : counted(findings.length, "problem");
  const summary = `${address}: ${readers} readers, ${counted(feeds.length, "feed")}, ${result}`;
  const colour = findings.length === 0 ? green : red;
  context.print([...findingLines(diagnosis), colour(summary)].join("\n"), diagnosis);
  if (skipped > 0) context.warn(`Not looked at: ${counted(skipped, "more feed")}; raise --limit`);
  if (findings.length > 0) context.exitCode = 1;
}

/** Lists the findings under the feeds that have them. */
function findingLines({ feeds, findings, readers }: Diagnosis): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const heading = feedNames(finding.feeds, feeds.length);
    groups.set(heading, [...(groups.get(heading) ?? []), finding]);
  }
  return [...groups].flatMap(([heading, found]) => [
    heading,
    ...found.map((finding) => findingLine(finding, readers)),
  ]);
}

function findingLine({ problem, advice, readers }: Finding, total: number): string {
  return `  ${problem}${readers.length === total ? "" : ` (for ${readerNames(readers)})`}; ${advice}`;
}

function feedNames(feeds: readonly string[], total: number): string {
  if (feeds.length === total && total > 1) return `all ${total} feeds`;
  return feeds.length > 2 ? `${feeds[0]} and ${feeds.length - 1} others` : feeds.join(" and ");
}

/** Names the first two of many readers. */
function readerNames(readers: readonly string[]): string {
  const [first = "", second] = readers;
  if (readers.length > 3) return `${first}, ${second} and ${readers.length - 2} others`;
  return readers.length > 1 ? `${readers.slice(0, -1).join(", ")} and ${readers.at(-1)}` : first;
}
