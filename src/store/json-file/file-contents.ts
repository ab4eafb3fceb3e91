import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import type { StoredArticle } from "../../domain/article.ts";
import { errorCode } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import { articleFacts } from "../article-digest.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import type { ArticleDigest, StoreContents } from "../store-contents.ts";
import { readRanges, splitArticles, type TextRange } from "./article-texts.ts";
import { checkArticleAlone, checkStore } from "./check-store.ts";
import { parseArticle, parseStore } from "./parse-store.ts";
import { ARTICLE_FIELD_NAMES, type ArticleRecord, type StoreDocument } from "./store-document.ts";
import { loadStore, noSuchStore, repeatedKeys } from "./store-file.ts";

/** A store file whose articles are read one by one, so that a large one need not be in memory. */
export interface OpenFile {
  readonly contents: StoreContents;
  /** The text of the file without its articles, and the document in it. */
  readonly frame: { readonly text: string; readonly document: StoreDocument };
  /** Reads the texts of articles of `contents`, in the order of these ids. */
  readTexts(ids: readonly string[]): Promise<readonly string[]>;
}

/** What is checked of an article in relation to others. */
type Outline = Pick<ArticleRecord, "id" | "guid" | "column" | "published" | "updated" | "added">;

/** Thrown where a part of a file cannot be what a store has there. */
class NotAStore extends Error {}

/**
 * Runs `work` on the store in `file`. What articles have to do with each other is checked before; what they hold, when
 * they are read.
 *
 * @throws {UserError} if there is no such file
 * @throws {InvalidStoreError} if it does not pass its check
 */
export async function withFile<Result>(
  name: string,
  now: Date,
  work: (file: OpenFile) => Promise<Result>,
): Promise<Result> {
  const handle = await openFile(name);
  try {
    return await work(await readFrame(name, handle, now));
  } catch (error) {
    if (!(error instanceof NotAStore)) throw error;
    // Says everything that is wrong, and where.
    await loadStore(name, now);
    throw new UserError(`${name}: it was changed while it was read; run the command again`);
  } finally {
    await handle.close();
  }
}

async function openFile(name: string): Promise<FileHandle> {
  try {
    return await open(name, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT")
      throw new InvalidStoreError(name, [{ pointer: "", message: noSuchStore(name) }]);
    throw error;
  }
}

async function readFrame(name: string, handle: FileHandle, now: Date): Promise<OpenFile> {
  const { mtimeMs, size } = await handle.stat();
  const digests: ArticleDigest[] = [];
  const ranges = new Map<string, TextRange>();
  const outlines: Outline[] = [];
  const bytes = await splitArticles(handle, (text, range) => {
    const record = parseRecord(text);
    const { id, guid, column, published, updated, added } = record;
    digests.push(factsOf(record));
    ranges.set(id, range);
    outlines.push({ id, guid, column, published, updated, added });
  });
  const text = withoutPlaceholders(decodeText(bytes), outlines.length);
  const document = parseDocument(text);
  // Records with only some fields; what the others hold is checked when they are read.
  const withOutlines = { ...document, articles: outlines as ArticleRecord[] };
  const checked = checkStore(withOutlines, now, new Set(outlines));
  if (!checked.ok || repeatedKeys(text).length > 0) throw new NotAStore();
  // Those of a large store take as much memory as all else that is known of it.
  outlines.length = 0;

  const requireUnchanged = async () => {
    const after = await handle.stat();
    if (after.mtimeMs !== mtimeMs || after.size !== size)
      throw new UserError(`${name}: it was changed while it was read; run the command again`);
  };
  const readTexts = async (ids: readonly string[]) => {
    const texts = await readRanges(
      handle,
      ids.flatMap((id) => ranges.get(id) ?? []),
    );
    return texts.map(decodeText);
  };
  const checkedArticle = (articleText: string): StoredArticle => {
    const record: ArticleRecord = JSON.parse(articleText);
    if (checkArticleAlone(record).length > 0 || repeatedKeys(articleText).length > 0) throw new NotAStore();
    return parseArticle(record);
  };
  return {
    frame: { text, document },
    readTexts,
    contents: {
      ...parseStore(document),
      digests,
      articles: async (ids) => (await readTexts(ids)).map(checkedArticle),
      requireUnchanged,
    },
  };
}

function decodeText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new NotAStore();
  return bytes.toString("utf8");
}

const FIELDS: ReadonlySet<string> = new Set(ARTICLE_FIELD_NAMES);

/** Parses the text of an article, as far as the check of its fields can follow later. */
function parseRecord(bytes: Buffer): ArticleRecord {
  let record: ArticleRecord;
  try {
    record = JSON.parse(decodeText(bytes));
  } catch {
    throw new NotAStore();
  }
  if (typeof record.id !== "string" || Object.keys(record).some((field) => !FIELDS.has(field)))
    throw new NotAStore();
  return record;
}

function factsOf(record: ArticleRecord): ArticleDigest {
  try {
    return articleFacts(parseArticle(record));
  } catch {
    throw new NotAStore();
  }
}

/** Returns the text of a file with an empty list of articles, of which it has `count` placeholders. */
function withoutPlaceholders(text: string, count: number): string {
  const list = /("articles"\s*:\s*)\[([\s0,]*)\]/;
  const [whole, key = "", items = ""] = list.exec(text) ?? [];
  if (whole === undefined) throw new NotAStore();
  const expected = Array.from({ length: count }, () => "0").join(",");
  if (items.replace(/\s/g, "") !== expected) throw new NotAStore();
  return text.replace(whole, () => `${key}[]`);
}

function parseDocument(text: string): StoreDocument {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new NotAStore();
  }
}
