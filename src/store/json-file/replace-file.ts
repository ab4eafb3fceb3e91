import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import type { StoredArticle } from "../../domain/article.ts";
import { articleRecord } from "../../domain/article-record.ts";
import { formatInstant } from "../../domain/format-instant.ts";
import { errorCode, systemReason } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import {
  compareStores,
  isSame,
  type ReplaceOptions,
  type StoreContents,
  type StoreDifferences,
} from "../store-contents.ts";
import { schemaPath } from "./create-store-file.ts";
import { type OpenFile, withFile } from "./file-contents.ts";
import { siteRecord, updatedArticleRecord } from "./format-store.ts";
import { parseRemoved } from "./parse-store.ts";
import { columnRecords, redirectRecords, withFeeds } from "./record-lists.ts";
import { removedRecord } from "./removed-record.ts";
import { rewriteStore } from "./rewrite-store.ts";
import type { StoreDocument } from "./store-document.ts";
import { lockFile } from "./store-lock.ts";

/** How many articles are read at once. */
const GROUP_SIZE = 200;

/**
 * Makes the store in `file` exactly what `contents` are. Whatever is the same keeps its text; the file is replaced as a
 * whole, once all of it has been written beside it.
 *
 * @throws {UserError} where another command writes it, or somebody saves it meanwhile
 */
export async function replaceFile(
  file: string,
  contents: StoreContents,
  options: ReplaceOptions,
): Promise<StoreDifferences> {
  const target = await existing(file);
  const lock = await lockFile(target ?? file, file);
  try {
    if (target === undefined) return await writeFile(file, undefined, contents, options);
    return await withFile(file, options.now, (open) => writeFile(target, open, contents, options));
  } finally {
    await lock.release();
  }
}

/** Returns the real path of a file; `undefined` if there is none. */
async function existing(file: string): Promise<string | undefined> {
  return realpath(file).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  });
}

async function writeFile(
  file: string,
  before: OpenFile | undefined,
  contents: StoreContents,
  { dryRun = false, onProgress }: ReplaceOptions,
): Promise<StoreDifferences> {
  const differences = compareStores(before?.contents, contents);
  if (dryRun || isSame(differences)) return differences;
  onProgress?.({ expected: contents.digests.length });
  const { head, tail, indent, lineEnd } = await newFrame(file, before, contents);
  const temporary = `${file}.${process.pid}.tmp`;
  const output = await openOutput(temporary, file, before);
  try {
    await output.write(head);
    let isFirst = true;
    for await (const { texts, count } of articleTexts(before, contents, { indent, lineEnd })) {
      await output.write((isFirst ? "" : `,${lineEnd}`) + texts.join(`,${lineEnd}`));
      isFirst = false;
      onProgress?.({ done: count });
    }
    await output.write(tail);
    await output.sync();
    await output.close();
    await contents.requireUnchanged();
    await before?.contents.requireUnchanged();
    await rename(temporary, file);
  } catch (error) {
    await output.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
  return differences;
}

async function openOutput(
  temporary: string,
  file: string,
  before: OpenFile | undefined,
): Promise<FileHandle> {
  try {
    // With the permissions of the file that it replaces.
    return await open(temporary, "w", before ? (await stat(file)).mode : 0o666);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UserError(`${file}: cannot be written: ${reason}`);
  }
}

/** The text of a file around its articles, and how it is written. */
interface Frame {
  /** With the beginning of the list of articles, and with its end. */
  readonly head: string;
  readonly tail: string;
  readonly indent: string;
  readonly lineEnd: string;
}

async function newFrame(file: string, before: OpenFile | undefined, contents: StoreContents): Promise<Frame> {
  const text = before
    ? rewriteStore(before.frame.text, before.frame.document, changedDocument(before, contents))
    : `${JSON.stringify({ $schema: await schemaPath(file), ...newDocument(contents) }, null, 2)}\n`;
  const root = parseTree(text);
  const list = root && findNodeAtLocation(root, ["articles"]);
  if (!list) throw new Error("The store has no list of articles");
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const [start, end] = [text.slice(0, list.offset), text.slice(list.offset + list.length)];
  return contents.digests.length === 0
    ? { head: `${start}[`, tail: `]${end}`, indent, lineEnd }
    : { head: `${start}[${lineEnd}`, tail: `${lineEnd}${indent}]${end}`, indent, lineEnd };
}

function newDocument(contents: StoreContents): StoreDocument {
  const { site, former } = contents;
  return {
    updated: formatInstant(contents.updated, site.timeZone),
    site: siteRecord(site),
    columns: columnRecords([], contents.columns),
    ...unlessEmpty({
      ...withFeeds({}, contents, site.timeZone),
      formerAuthors: [...former.authors],
      formerTags: [...former.tags],
      redirects: redirectRecords([], contents.redirects),
      removed: contents.removed.map((article) => removedRecord(article, site.timeZone)),
    }),
    articles: [],
  };
}

/** Returns the document of `before` with what `contents` have instead; what is the same is identical. */
function changedDocument({ frame, contents: old }: OpenFile, contents: StoreContents): StoreDocument {
  const { document } = frame;
  const { timeZone } = contents.site;
  const isOther = (name: keyof StoreContents) => !isDeepStrictEqual(old[name], contents[name]);
  const removedBefore = new Map(
    (document.removed ?? []).map((record) => [record.id, { record, article: parseRemoved(record) }]),
  );
  const { former } = contents;
  return {
    ...document,
    ...(isOther("updated") && { updated: formatInstant(contents.updated, timeZone) }),
    ...(isOther("site") && { site: siteRecord(contents.site, document.site) }),
    ...(isOther("columns") && { columns: columnRecords(document.columns, contents.columns) }),
    ...((isOther("feeds") || isOther("removedFeeds")) && withFeeds(document, contents, timeZone)),
    ...(isOther("redirects") && { redirects: redirectRecords(document.redirects, contents.redirects) }),
    ...(!isDeepStrictEqual(old.former.authors, former.authors) && { formerAuthors: [...former.authors] }),
    ...(!isDeepStrictEqual(old.former.tags, former.tags) && { formerTags: [...former.tags] }),
    ...(isOther("removed") && {
      removed: contents.removed.map((article) => {
        const known = removedBefore.get(article.id);
        return known && isDeepStrictEqual(known.article, article)
          ? known.record
          : removedRecord(article, timeZone);
      }),
    }),
  };
}

/** Leaves out the lists that are empty. */
function unlessEmpty<Lists extends Readonly<Record<string, readonly unknown[] | undefined>>>(
  lists: Lists,
): Partial<Lists> {
  return Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list && list.length > 0),
  ) as Partial<Lists>;
}

/** Yields the texts of the articles of `contents`, in groups; those of articles that are the same as `before` as they were. */
async function* articleTexts(
  before: OpenFile | undefined,
  contents: StoreContents,
  { indent, lineEnd }: Pick<Frame, "indent" | "lineEnd">,
): AsyncGenerator<{ readonly texts: readonly string[]; readonly count: number }> {
  const known = new Map((before?.contents.digests ?? []).map(({ id, digest }) => [id, digest]));
  const { timeZone } = contents.site;
  for (let start = 0; start < contents.digests.length; start += GROUP_SIZE) {
    const group = contents.digests.slice(start, start + GROUP_SIZE);
    const others = group.filter(({ id, digest }) => known.get(id) !== digest).map(({ id }) => id);
    const read = new Map((await contents.articles(others)).map((article) => [article.id, article]));
    const kept = group.filter(({ id }) => known.has(id)).map(({ id }) => id);
    const keptTexts = (await before?.readTexts(kept)) ?? [];
    const oldTexts = new Map(kept.map((id, index) => [id, keptTexts[index]]));
    const texts = group.map(({ id }) => {
      const article = read.get(id);
      const old = oldTexts.get(id);
      const value = article ? articleText(article, old, { timeZone, indent }) : (old ?? "");
      return indent.repeat(2) + (article && lineEnd === "\r\n" ? value.replaceAll("\n", lineEnd) : value);
    });
    yield { texts, count: group.length };
  }
}

function articleText(
  article: StoredArticle,
  old: string | undefined,
  { timeZone, indent }: { readonly timeZone: string; readonly indent: string },
): string {
  const record = old
    ? updatedArticleRecord(JSON.parse(old), article, timeZone)
    : articleRecord(article, timeZone);
  return JSON.stringify(record, null, indent).replaceAll("\n", `\n${indent.repeat(2)}`);
}
