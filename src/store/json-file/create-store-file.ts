import { access, realpath, writeFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { formatInstant } from "../../domain/format-instant.ts";
import type { Column, Site } from "../../domain/site.ts";
import { errorCode } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import { InvalidStoreError } from "../invalid-store-error.ts";
import { checkStore } from "./check-store.ts";
import { columnRecord, siteRecord } from "./format-store.ts";
import type { StoreDocument } from "./store-document.ts";

const SCHEMA = fileURLToPath(new URL("../../../articles.schema.json", import.meta.url));

/** Checks that a store can be made in `file`. @throws {UserError} if there is a file already */
export async function requireNoFile(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw fileExists(file);
}

/**
 * Writes a store without articles to `file`; returns what was written.
 *
 * @throws {InvalidStoreError} if the site or the columns do not pass the check
 * @throws {UserError} if there is a file already
 */
export async function createStoreFile(
  file: string,
  { site, columns }: { readonly site: Site; readonly columns: readonly Column[] },
  now: Date,
): Promise<StoreDocument> {
  const document = { $schema: await schemaPath(file), ...newDocument(file, { site, columns }, now) };
  try {
    // Fails if another program has made the file since.
    await writeFile(file, `${JSON.stringify(document, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    throw errorCode(error) === "EEXIST" ? fileExists(file) : error;
  }
  return document;
}

/**
 * Returns a store without articles that is made at the instant `now`.
 *
 * @param name how messages name it
 * @throws {InvalidStoreError} if the site or the columns do not pass the check
 */
export function newDocument(
  name: string,
  { site, columns }: { readonly site: Site; readonly columns: readonly Column[] },
  now: Date,
): StoreDocument {
  const document: StoreDocument = {
    updated: formatInstant(now, site.timeZone),
    site: siteRecord(site),
    columns: columns.map((column) => columnRecord(column)),
    articles: [],
  };
  const checked = checkStore(document, now);
  if (!checked.ok) throw new InvalidStoreError(name, checked.findings);
  return document;
}

function fileExists(file: string): UserError {
  return new UserError(`${file}: there is a file of that name already; name another with --store`);
}

/** Returns the path of the schema as an editor finds it from the store. */
export async function schemaPath(file: string): Promise<string> {
  const folder = await realpath(dirname(resolve(file)));
  const path = relative(folder, SCHEMA).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
