import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ArticleHead } from "../../../domain/article.ts";
import { filed, matchesFilter } from "../../../domain/filter.ts";
import type { Column } from "../../../domain/site.ts";
import type { FeedFormat } from "../../../feed/feed-format.ts";
import { errorCode } from "../../../operator/system-reason.ts";
import { UserError } from "../../../operator/user-error.ts";
import { writeWhole } from "../../../operator/write-file.ts";
import type { Snapshot } from "../../../store/snapshot.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { counted } from "../../terminal/counted.ts";
import { requireColumn } from "../look-ups.ts";
import { END_OF_TIME, openWriter, readPublished } from "../open-store.ts";
import { exportFeed } from "./export-feed.ts";
import { exportMarkdown, type MarkdownFile } from "./export-markdown.ts";
import { exportOpml } from "./export-opml.ts";

/** What an operator chooses. */
export interface ExportOptions {
  readonly format: FeedFormat | "opml" | "markdown";
  /** By slug or title. */
  readonly column?: string;
  /** Scheme and host alone. */
  readonly origin: string;
  /** A file, or for Markdown a folder; standard output when left out. */
  readonly output?: string;
}

/** The exported document, for standard output; or what was written, for people and for scripts. */
type ExportResult =
  | { readonly document: string }
  | { readonly message: string; readonly data: Readonly<Record<string, unknown>> };

/** Writes the store in another form. */
export async function exportArticles(options: ExportOptions, context: CommandContext): Promise<ExportResult> {
  const { format, output = "." } = options;
  if (format === "markdown") {
    const files = await openWriter(context).read((articles) =>
      exportMarkdown(
        articles,
        options.column === undefined ? {} : columnOf(articles.columns, options.column),
      ),
    );
    return writeMarkdown(files, output);
  }
  return readPublished(context, async ({ store, drafts }) => {
    const snapshot = await store.snapshot(context.now());
    return format === "opml"
      ? writeOpml(snapshot, options)
      : writeFeed(snapshot, { ...options, format, drafts, everything: await store.snapshot(END_OF_TIME) });
  });
}

async function writeMarkdown(files: readonly MarkdownFile[], folder: string): Promise<ExportResult> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    throw new UserError(`${folder}: it is a file; Markdown is a file for each article, so name a folder`);
  }
  for (const { name, text } of files) await writeWhole(join(folder, name), text);
  return {
    message: `wrote ${counted(files.length, "article")} to ${folder}, a file each`,
    data: { output: folder, files: files.map(({ name }) => name) },
  };
}

async function writeOpml(
  snapshot: Snapshot,
  { origin, output }: Pick<ExportOptions, "origin" | "output">,
): Promise<ExportResult> {
  const document = exportOpml(snapshot, { origin });
  if (output === undefined) return { document };
  await writeWhole(output, document);
  const feeds = 1 + snapshot.columns.length + snapshot.feeds.length;
  return { message: `wrote ${counted(feeds, "feed")} to ${output}`, data: { output, feeds } };
}

interface FeedOptions extends ExportOptions {
  readonly format: FeedFormat;
  /** The articles that are not published yet too. */
  readonly everything: Snapshot;
  /** Those that are not among them. */
  readonly drafts: readonly ArticleHead[];
}

async function writeFeed(
  snapshot: Snapshot,
  { format, column, origin, output, everything, drafts }: FeedOptions,
): Promise<ExportResult> {
  const chosen = column === undefined ? {} : columnOf(snapshot.columns, column);
  const document = await exportFeed(format, snapshot, { origin, ...chosen });
  if (output === undefined) return { document };
  await writeWhole(output, document);
  const filter = chosen.column ? { columns: [chosen.column.slug] } : {};
  const [published, all] = await Promise.all([snapshot.summaries([filter]), everything.summaries([filter])]);
  const articles = published[0]?.count ?? 0;
  const otherDrafts = drafts.filter((head) => matchesFilter(filed(head), filter));
  const waiting = (all[0]?.count ?? 0) - articles + otherDrafts.length;
  const leftOut =
    waiting === 0
      ? ""
      : `; left out ${waiting} that ${waiting === 1 ? "is a draft or scheduled" : "are drafts or scheduled"}`;
  return {
    message: `wrote ${counted(articles, "article")} to ${output}${leftOut}`,
    data: { output, articles, waiting },
  };
}

function columnOf(columns: readonly Column[], slugOrTitle: string): { readonly column?: Column } {
  return { column: requireColumn(columns, slugOrTitle) };
}
