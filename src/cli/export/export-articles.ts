import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FeedFormat } from "../../feed/feed-format.ts";
import { goodStore } from "../edit-store.ts";
import { requireColumn } from "../find-article.ts";
import type { Shell } from "../shell.ts";
import { writeWhole } from "../write-whole.ts";
import { exportFeed } from "./export-feed.ts";
import { exportMarkdown } from "./export-markdown.ts";
import { exportOpml } from "./export-opml.ts";

/** What an operator chooses. */
export interface ExportOptions {
  readonly format: FeedFormat | "opml" | "markdown";
  readonly column?: string;
  /** Scheme and host alone. */
  readonly origin: string;
  /** A file, or for Markdown a folder; standard output when left out. */
  readonly output?: string;
}

/** Writes the store in another form. */
export async function exportArticles(
  { format, column, origin, output }: ExportOptions,
  shell: Shell,
): Promise<void> {
  const now = shell.now();
  const store = await goodStore(shell.store, now);
  if (column !== undefined) requireColumn(store, column);
  const chosen = column === undefined ? {} : { column };
  if (format === "markdown") {
    const folder = output ?? ".";
    const files = exportMarkdown(store, chosen);
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeWhole(join(folder, name), text);
    shell.print(`wrote ${files.length} files to ${folder}`, {
      output: folder,
      files: files.map(({ name }) => name),
    });
    return;
  }
  const text =
    format === "opml"
      ? exportOpml(store, { origin })
      : await exportFeed(format, store, { origin, now, ...chosen });
  if (output === undefined) {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    return;
  }
  await writeWhole(output, text);
  shell.print(`wrote ${output}`, { output });
}
