import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { StoreDocument } from "./../domain/store-document.ts";
import { editStore, goodStore } from "./edit-store.ts";
import { requireColumn } from "./find-article.ts";
import { markdownDocument } from "./import/markdown/markdown-document.ts";
import { type Outcome, takeIn } from "./import/take-in.ts";
import { Refusal } from "./refusal.ts";
import type { Shell } from "./shell.ts";

/** What an operator says beforehand; the rest is asked. */
export interface ArticleOptions {
  readonly title?: string;
  readonly column?: string;
  readonly author?: readonly string[];
  readonly body?: string;
  readonly draft?: boolean;
}

/** Makes a new article of what the operator says and writes, and puts it into the store. */
export async function writeArticle(options: ArticleOptions, shell: Shell): Promise<void> {
  const now = shell.now();
  const before = await goodStore(shell.store, now);
  const { title, column, authors } = await answers(options, before, shell);
  requireColumn(before, column);
  const text = await body(options, title, shell);

  const context = { ...before.site, related: false };
  const { drafts } = await markdownDocument({ name: "the article", text: `# ${title}\n\n${text}` }, context);
  const filed = drafts.map((draft) => ({
    draft: { ...draft, title, authors: authors.map((name) => ({ name })), published: now },
    column,
    from: "new",
  }));
  let told: Outcome | undefined;
  await editStore(
    shell.store,
    (store, instant) => {
      const taken = takeIn(store, filed, { now: instant, embargo: options.draft === true });
      const [outcome] = taken.outcomes;
      if (outcome?.outcome !== "added") {
        throw new Refusal(
          `There is an article "${title}" already; change it with "articles edit ${outcome?.id}"`,
        );
      }
      told = outcome;
      return taken.store;
    },
    { now: shell.now },
  );
  shell.print(`added ${told?.id}`, told);
}

async function answers(
  { title, column, author }: ArticleOptions,
  { columns }: StoreDocument,
  { stdin }: Shell,
): Promise<{ title: string; column: string; authors: readonly string[] }> {
  if (title !== undefined && column !== undefined) return { title, column, authors: author ?? [] };
  if (!stdin.isTTY) throw new Refusal("There is no terminal to ask on; say --title and --column");
  const terminal = createInterface({ input: stdin, output: process.stdout });
  try {
    const asked = {
      title: title ?? (await terminal.question("Title: ")),
      column: column ?? (await terminal.question(`Column (${columns.map(({ slug }) => slug).join(", ")}): `)),
      authors: author ?? [await terminal.question("Author (may be empty): ")],
    };
    return { ...asked, authors: asked.authors.filter((name) => name !== "") };
  } finally {
    terminal.close();
  }
}

async function body({ body: file }: ArticleOptions, title: string, { stdin }: Shell): Promise<string> {
  if (file === "-") return (await stdin.setEncoding("utf8").toArray()).join("");
  if (file !== undefined) return readFile(file, "utf8");
  if (!stdin.isTTY)
    throw new Refusal("There is no terminal to write on; say --body <file>, or --body - for standard input");
  const folder = await mkdtemp(join(tmpdir(), "lanmu-"));
  try {
    const path = join(folder, "article.md");
    await writeFile(path, `<!-- ${title}: write the article below, in Markdown -->\n\n`);
    const editor = process.env.VISUAL || process.env.EDITOR || "vi";
    const { status } = spawnSync("sh", ["-c", `${editor} "$1"`, "sh", path], { stdio: "inherit" });
    if (status !== 0)
      throw new Refusal(`The editor "${editor}" ended with ${status}; set $EDITOR to one that you have`);
    return (await readFile(path, "utf8")).replace(/^<!--.*?-->\s*/s, "");
  } finally {
    await rm(folder, { recursive: true });
  }
}
