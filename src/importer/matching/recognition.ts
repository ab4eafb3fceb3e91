import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { ArticleRecord, StoreDocument } from "../../store/json-file/store-document.ts";
import { fieldDigests } from "../changes/field-digests.ts";
import { draftRecord, type SourceFields } from "../draft-record.ts";
import type { SourceMemory } from "../import-state.ts";
import type { FiledDraft } from "../merge-drafts.ts";
import { certainIdentities } from "./certain-identities.ts";
import { headingOf } from "./heading-of.ts";
import { type Held, heldArticles } from "./held-articles.ts";
import { type Identity, identityOf } from "./identity.ts";
import { isMention } from "./is-mention.ts";
import { type KnownArticles, knownArticles } from "./known-articles.ts";

/** A draft, with what it says of an article. */
export interface Recognisable extends FiledDraft {
  /** Its place among all drafts. */
  readonly index: number;
  readonly fields: SourceFields;
  /** A digest of each field. */
  readonly digests: Readonly<Record<string, string>>;
  readonly identity: Identity;
  /** It only mentions the article, and does not stand for what the article says. */
  readonly isMention: boolean;
}

export interface RecognitionContext {
  readonly memory: Pick<SourceMemory, "of">;
  readonly held: readonly Held[];
}

/** Returns what `filed` says of which articles, mentions last, and what recognises the articles of `store` by it. */
export function recognition(
  { articles, site: { authority, timeZone } }: StoreDocument,
  filed: readonly FiledDraft[],
  { memory, held }: RecognitionContext,
): { readonly drafts: readonly Recognisable[]; readonly known: KnownArticles } {
  const read = filed.map((each, index): Recognisable => {
    const fields = draftRecord(each.draft, timeZone);
    const digests = fieldDigests(fields);
    const { sourceId } = each.draft;
    const { from, isWholeFile } = each;
    const source = omitUndefined<Partial<Identity>>({
      from,
      isWholeFile,
      sourceId,
      heading: headingOf(digests),
    });
    const identity = identityOf(fields, timeZone, source);
    return { ...each, index, fields, digests, identity, isMention: isMention(identity) };
  });
  const holdings = heldArticles(articles, held, { memory, timeZone });
  const certain = certainIdentities(
    articles.map((article) => identityOf(article, timeZone)),
    [...holdings, ...read].map(({ identity }) => identity),
  );
  const identify = (article: ArticleRecord) => certain(identityOf(article, timeZone));
  const known = knownArticles(articles, { authority, memory, identify });
  for (const { article, identity } of holdings) known.take(article, certain(identity));
  const drafts = read.map((draft) => ({ ...draft, identity: certain(draft.identity) }));
  return {
    drafts: [...drafts.filter((draft) => !draft.isMention), ...drafts.filter((draft) => draft.isMention)],
    known,
  };
}
