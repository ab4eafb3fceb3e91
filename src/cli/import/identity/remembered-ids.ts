import type { RememberedSource, SourceMemory } from "../source/source-memory.ts";
import { headingOf } from "./heading-of.ts";
import { type IdIndex, idIndex } from "./id-index.ts";
import type { Identity } from "./identity.ts";

/** The ids of the articles of which a source said something before. */
export interface RememberedIds {
  /** Those to which it gave the same id of its own. */
  withSourceId(one: Identity): readonly string[];
  /** Those of which it said the same title and date, whatever an operator made of them. */
  withHeading(one: Identity): readonly string[];
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
  };
}

function indexed(source: RememberedSource | undefined): Indexes {
  const indexes = { sourceIds: idIndex(), headings: idIndex() };
  for (const [id, { sourceId, fields }] of Object.entries(source?.articles ?? {})) {
    indexes.sourceIds.set(id, sourceId);
    indexes.headings.set(id, headingOf(fields));
  }
  return indexes;
}
