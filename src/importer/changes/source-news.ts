import type { SourceFields } from "../draft-record.ts";
import type { SourceMemory } from "../import-state.ts";

/** What a document says of one article. */
export interface Saying {
  readonly id: string;
  readonly from: string;
  readonly fields: SourceFields;
  /** A digest of each field. */
  readonly digests: Readonly<Record<string, string>>;
}

/** What of it is news, and what is to be remembered of it. */
export interface Heard {
  readonly news: Partial<SourceFields>;
  /** A digest of each field. */
  readonly said: Readonly<Record<string, string>>;
}

/**
 * Returns what hears the sayings of one import. News is what the same source did not say of the article the last
 * time, so that an operator's correction stays until the source changes what it says. Where several say something
 * new, the first is heard.
 */
export function sourceNews(memory: Pick<SourceMemory, "of">): (saying: Saying) => Heard {
  const spoken = new Map<string, Set<string>>();
  /** Tells whether this is the first time that `speaker` has this field. */
  const isFirst = (speaker: string, field: string) => {
    const fields = spoken.get(speaker) ?? new Set();
    spoken.set(speaker, fields);
    return !fields.has(field) && fields.add(field).has(field);
  };

  return ({ id, from, fields, digests }) => {
    const before = memory.of(from)?.articles[id]?.fields ?? {};
    // A document that lists an article twice has one say in it.
    const heard = Object.entries(fields).filter(([field]) => isFirst(`${id}\n${from}`, field));
    const isNews = ([field]: [string, unknown]) => before[field] !== digests[field] && isFirst(id, field);
    return {
      news: Object.fromEntries(heard.filter(isNews)) as Partial<SourceFields>,
      said: Object.fromEntries(heard.map(([field]) => [field, digests[field] ?? ""])),
    };
  };
}
