import type { RememberedSource, SourceMemory } from "../import-state.ts";
import { headingOf } from "./heading-of.ts";
import { type IdIndex, idIndex } from "./id-index.ts";
import type { Identity } from "./identity.ts";

/** The ids of the articles of which a source said something before. */
export interface RememberedIds {
  /** Those to which it gave the same id of its own. */
  withSourceId(one: Identity): readonly string[];
  /** Those of which it said the same title and date, whatever an operator made of them. */
  withHeading(one: Identity): readonly string[];
  /** The only one that its file had, where this is all that the file has now, and has the date that it had. */
  withFile(one: Identity): readonly string[];
}

interface Indexes {
  readonly sourceIds: IdIndex;
  readonly headings: IdIndex;
}

/** Returns what finds articles by what sources said of them. */
export function rememberedIds(memory: Pick<SourceMemory, "of">): RememberedIds {
  const sources = new Map<string, Indexes>();
  const indexesOf = ({ from = "" }: Identity) => {
    const indexes = sources.get(from) ?? indexed(memory.of(from));
    sources.set(from, indexes);
    return indexes;
  };
  return {
    withSourceId: (one) => indexesOf(one).sourceIds.get(one.sourceId),
    withHeading: (one) => indexesOf(one).headings.get(one.heading),
    withFile({ from = "", isWholeFile, published, heading = "" }) {
      const { version, articles = {} } = (isWholeFile && memory.of(from)) || {};
      const [id = "", ...others] = version?.ids ?? Object.keys(articles);
      const before = articles[id]?.fields;
      if (!before || others.length > 0) return [];
      const isOfOneDate = [published, before.published].includes(undefined) || isDated(heading, before);
      return isOfOneDate ? [id] : [];
    },
  };
}

function isDated(heading: string, { title: _, ...fields }: Readonly<Record<string, string>>): boolean {
  return heading.endsWith(headingOf({ title: "", ...fields }));
}

function indexed(source: RememberedSource | undefined): Indexes {
  const indexes = { sourceIds: idIndex(), headings: idIndex() };
  for (const [id, { sourceId, fields }] of Object.entries(source?.articles ?? {})) {
    indexes.sourceIds.set(id, sourceId);
    indexes.headings.set(id, headingOf(fields));
  }
  return indexes;
}
