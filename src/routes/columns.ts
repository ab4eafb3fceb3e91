import { type SubjectDocument, subjectDocument } from "../api/subject-document.ts";
import { columnsScope } from "../domain/feed-scope.ts";
import type { Snapshot } from "../store/article-store.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";

/** `GET /columns.json`: every column with its feeds, in the printed order. */
export const columns: Handler = async ({ edition, origin }) => {
  return jsonDocument({ columns: await columnDocuments(edition, origin) });
};

/** A column as developers get it. */
export interface ColumnDocument extends SubjectDocument {
  readonly slug: string;
}

/** Returns every column of `edition`, by its own title. */
export function columnDocuments(edition: Snapshot, origin: string): Promise<readonly ColumnDocument[]> {
  return Promise.all(
    edition.columns.map(async (column) => {
      const subject = columnsScope(edition.site, [column]);
      const tally = await edition.tally(subject.selection);
      return { slug: column.slug, ...subjectDocument({ ...subject, title: column.title }, tally, origin) };
    }),
  );
}
