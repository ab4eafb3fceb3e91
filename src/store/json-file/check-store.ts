import { isXmlSafe } from "../../domain/text.ts";
import { contentProblems } from "../../html/check-content.ts";
import { jsonPointer, type Path, valueAt } from "./json-pointer.ts";
import { found, schemaProblems } from "./schema-problems.ts";
import { type ArticleRecord, instant, type StoreDocument, storeDocument } from "./store-document.ts";

/** One thing that is wrong with a store. */
export interface Finding {
  /** JSON Pointer (RFC 6901) to the value, such as `/articles/3/published`. */
  readonly pointer: string;
  /** The id of the article, where the value is part of one that has an id. */
  readonly article?: string;
  /** What was found and what to do. */
  readonly message: string;
}

/** The store when it can be served, or everything that is wrong with it. */
export type Checked =
  | { readonly ok: true; readonly store: StoreDocument }
  | { readonly ok: false; readonly findings: readonly Finding[] };

type Report = (path: Path, message: string) => void;

/** Checks a parsed `articles.json` as it would be served at the instant `now`; reports every problem. */
export function checkStore(document: unknown, now: Date): Checked {
  const findings: Finding[] = [];
  const report: Report = (path, message) => {
    const article = articleId(document, path);
    findings.push({ pointer: jsonPointer(path), ...(article !== undefined && { article }), message });
  };

  const parsed = storeDocument.safeParse(document);
  for (const issue of parsed.error?.issues ?? []) {
    for (const { path, message } of schemaProblems(issue, document)) report(path, message);
  }
  reportText(document, [], report);

  // The rules between records hold for those parts that have the right shape, so that one slip in
  // one article does not hide the problems of the others.
  const columns = new Set(list(document, "columns").map((column) => valueAt(column, ["slug"])));
  reportDuplicates(list(document, "columns"), ["columns"], "slug", report);
  reportDuplicates(list(document, "articles"), ["articles"], "id", report);
  const storeUpdated = instantAt(document, ["updated"]);
  if (storeUpdated && storeUpdated > now) report(["updated"], inTheFuture(document, ["updated"]));
  for (const [index, article] of list(document, "articles").entries()) {
    reportArticle(article, (path, message) => report(["articles", index, ...path], message), {
      columns,
      storeUpdated,
      now,
    });
  }

  return parsed.success && findings.length === 0
    ? { ok: true, store: document as StoreDocument }
    : { ok: false, findings };
}

interface Surroundings {
  readonly columns: ReadonlySet<unknown>;
  readonly storeUpdated: Date | undefined;
  readonly now: Date;
}

function reportArticle(article: unknown, report: Report, { columns, storeUpdated, now }: Surroundings): void {
  const { column, content, url } = (article ?? {}) as Partial<ArticleRecord>;
  if (typeof column === "string" && !columns.has(column)) {
    report(["column"], `found "${column}"; write the slug of a column that the store has, or add the column`);
  }
  if (typeof content === "string") {
    for (const problem of contentProblems(content, typeof url === "string")) report(["content"], problem);
  }

  const updated = instantAt(article, ["updated"]);
  const published = instantAt(article, ["published"]);
  if (!updated) return;
  if (updated > now) report(["updated"], inTheFuture(article, ["updated"]));
  if (storeUpdated && storeUpdated < updated) {
    report(["updated"], `${found(article, ["updated"])}, later than the store's own updated; move that too`);
  }
  // An article may wait for its publication, so a later `published` is a mistake only when the
  // store has been changed since: that change should have moved `updated`.
  if (published && updated < published && storeUpdated && published <= storeUpdated) {
    report(
      ["updated"],
      `${found(article, ["updated"])}, before its published; write that date or a later one`,
    );
  }
}

function reportDuplicates(records: readonly unknown[], path: Path, key: string, report: Report): void {
  const first = new Map<unknown, number>();
  for (const [index, record] of records.entries()) {
    const value = valueAt(record, [key]);
    if (typeof value !== "string") continue;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else
      report(
        [...path, index, key],
        `found "${value}", as in ${jsonPointer([...path, earlier])}; write another`,
      );
  }
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

function list(document: unknown, key: string): readonly unknown[] {
  const value = valueAt(document, [key]);
  return Array.isArray(value) ? value : [];
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
