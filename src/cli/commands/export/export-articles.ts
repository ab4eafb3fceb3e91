import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FeedFormat } from "../../../feed/feed-format.ts";
import { UserError } from "../../../operator/user-error.ts";
import { writeWhole } from "../../../operator/write-file.ts";
import { loadStore } from "../../../store/json-file/edit-store.ts";
import type { CommandContext } from "../../terminal/command-context.ts";
import { requireColumn } from "../find-article.ts";
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

/** Writes the store in another form; where that is to a file, tells how much of it. */
export async function exportArticles(
  { format, column: named, origin, output }: ExportOptions,
  context: CommandContext,
): Promise<void> {
  const now = context.now();
  const store = await loadStore(context.store, now);
  const chosen = named === undefined ? {} : { column: requireColumn(store, named).slug };
  if (format === "markdown") return writeMarkdown(exportMarkdown(store, chosen), output ?? ".", context);

  const text =
    format === "opml"
      ? exportOpml(store, { origin })
      : await exportFeed(format, store, { origin, now, ...chosen });
  if (output === undefined) {
    context.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    return;
  }
  await writeWhole(output, text);
  if (format === "opml") {
    const feeds = store.columns.length + 1;
    context.print(`wrote ${counted(feeds, "feed")} to ${output}`, { output, feeds });
    return;
  }
  const meant = store.articles.filter(({ column }) => column === (chosen.column ?? column));
  const waiting = meant.filter(
    ({ published }) => published !== undefined && new Date(published) > now,
  ).length;
  const articles = meant.length - waiting;
  const left =
    waiting === 0
      ? ""
      : `; left out ${waiting} that ${waiting === 1 ? "waits" : "wait"} for a date or for "release"`;
  context.print(`wrote ${counted(articles, "article")} to ${output}${left}`, { output, articles, waiting });
}

async function writeMarkdown(
  files: readonly MarkdownFile[],
  folder: string,
  context: CommandContext,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError(`${folder}: it is a file; Markdown is a file an article, so name a folder`);
  }
  for (const { name, text } of files) await writeWhole(join(folder, name), text);
  context.print(`wrote ${counted(files.length, "article")} to ${folder}, a file each`, {
    output: folder,
    files: files.map(({ name }) => name),
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
