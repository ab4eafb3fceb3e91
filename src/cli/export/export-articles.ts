import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { FeedFormat } from "../../feed/feed-format.ts";
import { goodStore } from "../edit-store.ts";
import { requireColumn } from "../find-article.ts";
import { Refusal } from "../refusal.ts";
import type { Shell } from "../shell.ts";
import { exportFeed } from "./export-feed.ts";
import { exportMarkdown } from "./export-markdown.ts";
import { exportOpml } from "./export-opml.ts";

/** What an operator chooses. */
export interface ExportOptions {
  readonly format: FeedFormat | "opml" | "markdown";
  readonly column?: string;
  readonly origin: string;
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
    if (output === undefined) throw new Refusal("Markdown is a file an article; say a folder with --output");
    const files = exportMarkdown(store, chosen);
    await mkdir(output, { recursive: true });
    for (const { name, text } of files) await writeFileAtomic(join(output, name), text);
    shell.print(`wrote ${files.length} files to ${output}`, { output, files: files.map(({ name }) => name) });
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
  await writeFileAtomic(output, text);
  shell.print(`wrote ${output}`, { output });
}
