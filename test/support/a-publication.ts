import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
// Commands load these when they run; here they are loaded before a test begins, which they may take longer than.
import "../../src/cli/commands/follow/preview-source.ts";
import "../../src/cli/commands/import/import-articles.ts";
import "../../src/cli/commands/update/run-update.ts";
import type { ColumnSource } from "../../src/domain/site.ts";
import { aCommandLine, type CommandLine, type Ended } from "./a-command-line.ts";
import { aProcess, type ProcessOptions } from "./a-process.ts";
import { aStore } from "./a-store.ts";
import { aWebSite, type WebSite } from "./a-web-site.ts";

/** A publication whose columns follow a made-up site on this machine. */
export interface Publication extends CommandLine {
  readonly site: WebSite;
  /** Runs `update` without pauses, as at this instant. */
  update(options?: readonly string[], process?: ProcessOptions): Promise<Ended>;
  /** Returns the store's file. */
  text(): Promise<string>;
  /** Returns the titles in the store, sorted. */
  titles(): Promise<readonly string[]>;
  /** Forgets what earlier commands remembered, as in a new clone of a repository. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** What each column follows: paths of the site, or sources with such paths. */
type Followed = Readonly<Record<string, readonly (string | ColumnSource)[]>>;

/** Options for commands that fetch from this machine, and shall not take long. */
export const FETCHING = ["--allow-private", "--rate", "off"] as const;

/** Creates a publication with the columns `theory` (理论) and `news` (新闻). */
export async function aPublication(followed: Followed = {}): Promise<Publication> {
  const site = await aWebSite();
  const sourcesOf = (slug: string) =>
    followed[slug]?.map((source) =>
      typeof source === "string"
        ? { url: `${site.origin}${source}` }
        : { ...source, url: `${site.origin}${source.url}` },
    );
  const columns = Object.entries({ theory: "理论", news: "新闻" }).map(([slug, title]) => {
    const sources = sourcesOf(slug);
    return { slug, title, ...(sources && { sources }) };
  });
  const lanmu = await aCommandLine(aStore([], { columns }));
  return {
    ...lanmu,
    site,
    update: (options = [], process = {}) =>
      lanmu.runIn(aProcess(process), ["update", ...FETCHING, ...options]),
    text: () => readFile(lanmu.file, "utf8"),
    titles: async () => (await lanmu.store()).articles.map(({ title }) => title).sort(),
    forget: () => rm(join(lanmu.folder, ".lanmu"), { recursive: true, force: true }),
    async close() {
      await site.close();
      await lanmu.remove();
    },
  };
}
