import type { z } from "zod";
import { jsonPointer, listAt, type Path, valueAt } from "../../domain/json-pointer.ts";
import { isXmlSafe } from "../../domain/text.ts";
import { contentProblems } from "../../html/check-content.ts";
import type { Finding } from "../invalid-store-error.ts";
import { feedProblems } from "./check-feeds.ts";
import { isRedirectRule, redirectProblems } from "./check-redirects.ts";
import { instant } from "./field-schemas.ts";
import { found, schemaProblems } from "./schema-problems.ts";
import { type ArticleRecord, articleSchema, type StoreDocument, storeDocument } from "./store-document.ts";

/** The store when it can be served, or everything that is wrong with it. */
type Checked =
  | { readonly ok: true; readonly store: StoreDocument }
  | { readonly ok: false; readonly findings: readonly Finding[] };

type Report = (path: Path, message: string) => void;

/**
 * Checks a parsed `articles.json` as it would be served at the instant `now`; reports every problem. Of the
 * articles in `unchanged`, which were checked before, only what depends on the rest of the store is checked.
 */
export function checkStore(
  document: unknown,
  now: Date,
  unchanged: ReadonlySet<unknown> = new Set(),
): Checked {
  const findings: Finding[] = [];
  const report: Report = (path, message) => {
    const article = articleId(document, path);
    findings.push({ pointer: jsonPointer(path), ...(article !== undefined && { article }), message });
  };

  const withoutArticles = withEmptyList(document, "articles");
  reportSchema(storeDocument, withoutArticles, report);
  reportText(withoutArticles, [], report);

  // The rules between records hold for those parts that have the right shape, so that one slip in
  // one article does not hide the problems of the others.
  const columns = listAt(document, ["columns"]);
  const articles = listAt(document, ["articles"]);
  reportDuplicates(columns, ["columns"], "slug", report);
  for (const [index, column] of columns.entries())
    reportDuplicates(listAt(column, ["sources"]), ["columns", index, "sources"], "url", report);
  reportDuplicates(articles, ["articles"], "id", report);
  reportDuplicates(articles, ["articles"], "guid", report);
  const removed = listAt(document, ["removed"]);
  for (const key of ["id", "guid"]) {
    reportDuplicates(removed, ["removed"], key, report);
    reportComeBack(removed, articles, key, report);
  }
  reportDuplicates(listAt(document, ["feeds"]), ["feeds"], "slug", report);
  for (const { path, message } of feedProblems(document, slugsOf(columns))) report(path, message);
  reportTakenIds({ articles, removed }, valueAt(document, ["site", "authority"]), report);
  reportRedirects(document, report);
  const updated = instantAt(document, ["updated"]);
  if (updated && updated > now) report(["updated"], inTheFuture(document, ["updated"]));
  const context = { columns: slugsOf(columns), storeUpdated: updated, now };
  for (const [index, article] of articles.entries()) {
    const reportArticle: Report = (path, message) => report(["articles", index, ...path], message);
    if (!unchanged.has(article)) reportContent(article, reportArticle);
    reportContext(article, reportArticle, context);
  }

  // The parsed copy of the schema has the fields in another order, which `document` keeps.
  return findings.length === 0 ? { ok: true, store: document as StoreDocument } : { ok: false, findings };
}

/** Checks one article for a store with these columns that is changed at the instant `now`; pointers are into it. */
export function checkArticle(
  article: ArticleRecord,
  { columns, now }: { readonly columns: readonly { readonly slug: string }[]; readonly now: Date },
): readonly Finding[] {
  const findings: Finding[] = [];
  const report: Report = (path, message) =>
    findings.push({ pointer: jsonPointer(path), article: article.id, message });
  reportContent(article, report);
  reportContext(article, report, { columns: slugsOf(columns), storeUpdated: now, now });
  return findings;
}

/** Checks one article by itself, whatever store it is in; pointers are into it. */
export function checkArticleAlone(article: ArticleRecord): readonly Finding[] {
  const findings: Finding[] = [];
  reportContent(article, (path, message) => findings.push({ pointer: jsonPointer(path), message }));
  return findings;
}

/** Reports what is wrong with an article by itself. */
function reportContent(article: unknown, report: Report): void {
  reportSchema(articleSchema, article, report);
  reportText(article, [], report);
  const content = valueAt(article, ["content"]);
  if (typeof content !== "string") return;
  const hasBase = typeof valueAt(article, ["url"]) === "string";
  for (const problem of contentProblems(content, hasBase)) report(["content"], problem);
}

/** What an article is checked against. */
interface ArticleContext {
  readonly columns: ReadonlySet<unknown>;
  readonly storeUpdated: Date | undefined;
  readonly now: Date;
}

/** Reports what is wrong with an article in its store. */
function reportContext(
  article: unknown,
  report: Report,
  { columns, storeUpdated, now }: ArticleContext,
): void {
  const column = valueAt(article, ["column"]);
  if (typeof column === "string" && !columns.has(column)) {
    report(["column"], `found "${column}"; write the slug of a column that the store has, or add the column`);
  }

  const updated = instantAt(article, ["updated"]);
  const published = instantAt(article, ["published"]);
  const added = instantAt(article, ["added"]);
  if (!updated) return;
  if (added && updated < added) {
    report(["added"], `${found(article, ["added"])}, after its updated; write that date or an earlier one`);
  }
  if (updated > now) report(["updated"], inTheFuture(article, ["updated"]));
  if (storeUpdated && storeUpdated < updated) {
    report(["updated"], `${found(article, ["updated"])}, later than the store's own updated; move that too`);
  }
  // A scheduled article is published after its last edit, so a later `published` is a mistake only when the
  // store has been changed since: that change should have moved `updated`.
  if (published && updated < published && storeUpdated && published <= storeUpdated) {
    report(
      ["updated"],
      `${found(article, ["updated"])}, before its published; write that date or a later one`,
    );
  }
}

function reportSchema(schema: z.ZodType, value: unknown, report: Report): void {
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    for (const { path, message } of schemaProblems(issue, value)) report(path, message);
  }
}

/** What to do about a value that two records have. */
const DUPLICATE_ADVICE: Readonly<Record<string, string>> = {
  guid: "take it out of the one that readers do not know by it",
  url: "take one of them out",
};

function reportDuplicates(records: readonly unknown[], path: Path, key: string, report: Report): void {
  const first = new Map<unknown, number>();
  for (const [index, record] of records.entries()) {
    const value = valueAt(record, [key]);
    if (typeof value !== "string") continue;
    const earlier = first.get(value);
    const advice = DUPLICATE_ADVICE[key] ?? "write another";
    if (earlier === undefined) first.set(value, index);
    else
      report([...path, index, key], `found "${value}", as in ${jsonPointer([...path, earlier])}; ${advice}`);
  }
}

/** Reports each removed article whose `key` an article of the store has. */
function reportComeBack(
  removed: readonly unknown[],
  articles: readonly unknown[],
  key: string,
  report: Report,
): void {
  const indexes = new Map(articles.map((article, index) => [valueAt(article, [key]), index]));
  for (const [index, record] of removed.entries()) {
    const value = valueAt(record, [key]);
    const other = typeof value === "string" ? indexes.get(value) : undefined;
    if (other === undefined) continue;
    const pointer = jsonPointer(["articles", other]);
    const advice = `take this entry out if it is the same article, or write another ${key} there`;
    report(["removed", index, key], `found "${value}", as in ${pointer}; ${advice}`);
  }
}

/** Reports each guid that is the entry id of another article, a removed one included. */
function reportTakenIds(
  lists: Readonly<Record<string, readonly unknown[]>>,
  authority: unknown,
  report: Report,
): void {
  const records = Object.entries(lists).flatMap(([name, list]) =>
    list.map((record, index) => ({ path: [name, index] as const, record })),
  );
  const byEntryId = new Map<string, (typeof records)[number]>();
  for (const entry of records) {
    const id = valueAt(entry.record, ["id"]);
    if (typeof id === "string" && typeof authority === "string")
      byEntryId.set(`tag:${authority}:${id}`, entry);
  }
  for (const { path, record } of records) {
    const guid = valueAt(record, ["guid"]);
    const other = typeof guid === "string" ? byEntryId.get(guid) : undefined;
    if (other === undefined || other.record === record) continue;
    const pointer = jsonPointer(other.path);
    report([...path, "guid"], `found "${guid}", the id of the entry of ${pointer}; take it out`);
  }
}

/** Reports what is wrong with redirects, where all of them have the right shape. */
function reportRedirects(document: unknown, report: Report): void {
  const redirects = listAt(document, ["redirects"]);
  if (redirects.length === 0 || !redirects.every(isRedirectRule)) return;
  const columns = slugsOf(listAt(document, ["columns"]));
  const articles = new Set(listAt(document, ["articles"]).map((article) => valueAt(article, ["id"])));
  const feeds = slugsOf(listAt(document, ["feeds"]));
  for (const { index, field, message } of redirectProblems(redirects, { columns, articles, feeds }))
    report(["redirects", index, field], message);
}

function reportText(value: unknown, path: Path, report: Report): void {
  if (typeof value === "string" && !isXmlSafe(value)) {
    report(path, "found a control character or half a surrogate pair; take it out, no feed can carry it");
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    reportText(part, [...path, Array.isArray(value) ? Number(key) : key], report);
  }
}

function inTheFuture(record: unknown, path: Path): string {
  return `${found(record, path)}, which is in the future; write when the change was made`;
}

function slugsOf(columns: readonly unknown[]): ReadonlySet<unknown> {
  return new Set(columns.map((column) => valueAt(column, ["slug"])));
}

/** Returns a copy of `document` whose list called `key` is empty, where it has one. */
function withEmptyList(document: unknown, key: string): unknown {
  const hasList =
    typeof document === "object" && document !== null && Array.isArray(Reflect.get(document, key));
  return hasList ? { ...document, [key]: [] } : document;
}

function instantAt(document: unknown, path: Path): Date | undefined {
  const parsed = instant.safeParse(valueAt(document, path));
  return parsed.success ? new Date(parsed.data) : undefined;
}

function articleId(document: unknown, [first, index]: Path): string | undefined {
  const id =
    first === "articles" && index !== undefined ? valueAt(document, [first, index, "id"]) : undefined;
  return typeof id === "string" ? id : undefined;
}
