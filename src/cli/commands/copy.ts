import { UserError } from "../../operator/user-error.ts";
import { isSame, type StoreDifferences } from "../../store/store-contents.ts";
import type { AddCommand, CommandContext } from "../terminal/command-context.ts";
import { counted } from "../terminal/counted.ts";
import { examples } from "../terminal/examples.ts";
import { progressBar } from "../terminal/progress.ts";
import { openCopyable } from "./open-copyable.ts";
import { storeOption } from "./store-name.ts";

const NOTES = `
<from> and <to> are stores: a file, or d1 or d1:remote. Afterwards <to> has what
<from> has and nothing else: articles and their order, dates, columns, named
feeds, redirects, and what is kept of removed articles. Only what differs is
written. If it is stopped, run it again: it goes on where it was.
`;

/** How many articles of each kind are listed. */
const MAX_LISTED = 10;

/** What is called how in the summary. */
const FACTS: Readonly<Record<StoreDifferences["facts"][number], string>> = {
  site: "the site",
  columns: "columns",
  feeds: "named feeds",
  removedFeeds: "removed feeds",
  redirects: "redirects",
  former: "former authors and tags",
  removed: "removed articles",
  updated: "the date of the last change",
};

/** `copy <from> <to>`: makes one store what another is. */
export const copy: AddCommand = (program, context) => {
  program
    .command("copy")
    .description("make one store exactly what another is, such as a database what a file is")
    .argument("<from>", "the store that stays as it is", storeOption)
    .argument("<to>", "the store that becomes the same; it is made if there is none", storeOption)
    .option("--dry-run", "print what would change, and write nothing")
    .addHelpText(
      "after",
      NOTES +
        examples("copy articles.json d1", "copy articles.json d1:remote --dry-run", "copy d1 articles.json"),
    )
    .action((from: string, to: string, { dryRun = false }: { dryRun?: boolean }) =>
      copyStore(from, to, dryRun, context),
    );
};

async function copyStore(from: string, to: string, dryRun: boolean, context: CommandContext): Promise<void> {
  if (from === to) throw new UserError(`${from}: cannot be copied to itself; name another store`);
  const [source, target] = [await openCopyable(from, context), await openCopyable(to, context)];
  const progress = progressBar(context, {
    stopped: `Stopped; "copy ${from} ${to}" goes on where it was`,
  });
  const now = context.now();
  const { differences, count } = await source
    .read(async (contents) => ({
      count: contents.digests.length,
      differences: await target.replace(contents, {
        now,
        dryRun,
        onProgress(state) {
          if ("expected" in state) progress.expect(state.expected);
          else progress.done(state.done);
        },
      }),
    }))
    .finally(progress.stop);
  const { isNew, added, changed, removed, facts, isReordered } = differences;
  const unchanged = count - added.length - changed.length;
  const lines = isSame(differences)
    ? [`unchanged: ${to} is what ${from} is, ${counted(count, "article")}`]
    : [
        ...(dryRun ? listed(differences) : []),
        `${dryRun ? "would copy" : "copied"} ${from} to ${to}: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged`,
        ...(isNew ? [`${dryRun ? "would make" : "made"} the store ${to}`] : []),
        ...(isReordered ? ["another order of the articles"] : []),
        ...(facts.length > 0 && !isNew
          ? [`${dryRun ? "would change" : "changed"}: ${facts.map((name) => FACTS[name]).join(", ")}`]
          : []),
      ];
  context.print(lines.join("\n"), {
    from,
    to,
    dryRun,
    added,
    changed,
    removed,
    unchanged,
    made: isNew,
    reordered: isReordered,
    facts,
  });
}

/** Lists the first articles that would be written, by their ids. */
function listed({ added, changed, removed }: StoreDifferences): readonly string[] {
  const kinds = [
    ["added", added],
    ["changed", changed],
    ["removed", removed],
  ] as const;
  return kinds.flatMap(([kind, ids]) => [
    ...ids.slice(0, MAX_LISTED).map((id) => `${kind.padEnd(8)} ${id}`),
    ...(ids.length > MAX_LISTED ? [`${kind.padEnd(8)} … and ${ids.length - MAX_LISTED} more`] : []),
  ]);
}
