import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod/mini";
import type { ArticleRecord } from "../store/json-file/store-document.ts";

/** What is sent back in a header; what cannot stand there is left out, whoever wrote it. */
const header = z.catch(z.optional(z.string().check(z.regex(/^[\x20-\x7e]+$/))), undefined);
const validators = z.object({ etag: header, lastModified: header, url: header });

const article = z.object({
  /** What the source calls it. */
  sourceId: z.optional(z.string()),
  /** The date of the record in which the source's saying ended up. */
  updated: z.string(),
  /** A digest of each field as the source said it the last time. */
  fields: z.record(z.string(), z.string()),
});

const source = z.object({
  /** The version of which all was taken in. */
  version: z.optional(
    z.object({
      digest: z.string(),
      /** A digest of what the operator chose. */
      options: z.string(),
      validators: z.optional(validators),
      /** The ids of the articles that it holds. */
      ids: z.array(z.string()),
    }),
  ),
  /** The articles that any of its versions gave, by their ids. */
  articles: z.record(z.string(), article),
});

const sources = z.record(z.string(), source);

export type RememberedArticle = Readonly<z.infer<typeof article>>;
export type RememberedSource = Readonly<z.infer<typeof source>>;

/** What is remembered of the sources of earlier imports, by their names. */
export interface SourceMemory {
  of(name: string): RememberedSource | undefined;
  set(name: string, source: RememberedSource): void;
  /** Writes it whole; where that cannot be, it says so, and the next import reads everything again. */
  save(): Promise<void>;
}

/**
 * Opens `.lanmu/sources-of-articles.json` beside `store`; a broken one is as good as none. What it says of
 * articles that the store does not have, or has only as they were before, is forgotten.
 */
export async function openSourceMemory(
  store: string,
  articles: readonly ArticleRecord[],
  note: (line: string) => void,
): Promise<SourceMemory> {
  const file = join(dirname(store), ".lanmu", `sources-of-${basename(store)}`);
  const before = await textOf(file, note);
  const updated = new Map(articles.map((record) => [record.id, Date.parse(record.updated)]));
  const known = new Map(
    Object.entries(parsed(before, () => note(`${file}: is damaged; every source is read again`))).map(
      ([name, remembered]) => [name, fitting(remembered, updated)],
    ),
  );

  return {
    of: (name) => known.get(name),
    set: (name, remembered) => void known.set(name, remembered),
    async save() {
      const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
      const text = `${JSON.stringify(Object.fromEntries(sorted))}\n`;
      if (text === before || known.size === 0) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFileAtomic(file, text);
      } catch (error) {
        note(`${file}: cannot be written (${codeOf(error)}); the next import reads every source again`);
      }
    },
  };
}

/** Returns what is remembered of a source, as far as the articles are still there. */
function fitting(
  { version, articles }: RememberedSource,
  updated: ReadonlyMap<string, number>,
): RememberedSource {
  const isThere = ([id, remembered]: [string, RememberedArticle]) =>
    (updated.get(id) ?? Number.NEGATIVE_INFINITY) >= Date.parse(remembered.updated);
  const there = Object.fromEntries(Object.entries(articles).filter(isThere));
  const isWhole = version?.ids.every((id) => Object.hasOwn(there, id));
  return { ...(isWhole && { version }), articles: there };
}

async function textOf(file: string, note: (line: string) => void): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) !== "ENOENT")
      note(`${file}: cannot be read (${codeOf(error)}); every source is read again`);
    return "";
  }
}

function parsed(text: string, damaged: () => void): z.infer<typeof sources> {
  if (text === "") return {};
  try {
    return sources.parse(JSON.parse(text));
  } catch {
    damaged();
    return {};
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
