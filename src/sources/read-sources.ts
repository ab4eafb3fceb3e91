import pLimit from "p-limit";
import { omitUndefined } from "../domain/omit-undefined.ts";
import { digest } from "../importer/changes/digest.ts";
import type { Draft, ReadContext } from "../importer/draft.ts";
import { readDocument } from "../importer/read-document.ts";
import { UserError } from "../operator/user-error.ts";
import { isNoDocument } from "./is-no-document.ts";
import { type Limits, readSource, type Validators } from "./read-source.ts";
import type { Source } from "./resolve-sources.ts";

/** A document that was read. */
export interface Gathered {
  readonly from: string;
  /** It is a file, which is known by its name. */
  readonly isFile: boolean;
  readonly drafts: readonly Draft[];
  /** What it can be known by the next time; a list of feeds has none, since what it lists changes while it does not. */
  readonly version?: Version;
  /** It is the version that was known; it was not parsed. */
  readonly isKnown: boolean;
}

/** What one version of a document is known by. */
export interface Version {
  /** Of its bytes. */
  readonly digest: string;
  readonly validators?: Validators | undefined;
}

/** A document that could not be used. */
export interface Refused {
  readonly from: string;
  readonly reason: string;
}

/** What an import is told while it reads. */
export interface Progress {
  expect(documents: number): void;
  done(): void;
}

/** What reading goes by. */
export interface GatherOptions {
  readonly limits: Limits;
  readonly progress: Progress;
  /** Returns the version of a document that need not be read again. */
  readonly known: (name: string) => Version | undefined;
}

/** What all sources gave, in their order; what lists of feeds led to comes last. */
export interface Gathering {
  readonly gathered: readonly Gathered[];
  readonly refused: readonly Refused[];
  /** How many files were left out since they are plainly no documents, and nobody named them. */
  readonly leftOut: number;
}

/** How many sources are read at once: while one is parsed, others arrive. */
const AT_ONCE = 8;

/** A source, or one that a list of feeds leads to, with the title of the outline that it stands in. */
interface Lead {
  readonly source: Source;
  readonly isListed: boolean;
  readonly columnTitle?: string | undefined;
}

/** What became of one lead. */
interface Result extends Gathering {
  readonly leads: readonly Lead[];
}

const NOTHING: Result = { gathered: [], refused: [], leftOut: 0, leads: [] };

/** Reads every source and what it leads to, each once; what cannot be used is told of, and the others go on. */
export async function gather(
  sources: readonly Source[],
  context: ReadContext,
  { limits, progress, known }: GatherOptions,
): Promise<Gathering> {
  const limit = pLimit(AT_ONCE);
  const met = new Set<string>();

  async function read({ source, isListed, columnTitle }: Lead): Promise<Result> {
    const from = source.name;
    const isFile = source.kind === "file";
    const earlier = known(from);
    const { bytes, ...told } = await readSource(source, { ...limits, validators: earlier?.validators });
    const asKnown = (version: Version) => result({ from, isFile, drafts: [], version, isKnown: true });
    if (told.notModified && earlier) return asKnown(earlier);
    const version = { digest: digest(bytes), validators: told.validators };
    if (version.digest === earlier?.digest) return asKnown(version);
    if (isFile && source.isFound && isNoDocument(from, bytes)) return { ...NOTHING, leftOut: 1 };

    const { contentType, url } = told;
    const { drafts, more = [] } = await readDocument({ name: from, bytes, contentType, url }, context);
    if (more.length === 0) {
      const filed = drafts.map((draft) => ({
        ...omitUndefined<{ columnTitle?: string }>({ columnTitle }),
        ...draft,
      }));
      return result({ from, isFile, drafts: filed, version, isKnown: false });
    }
    // Lists of lists could go on for ever.
    if (isListed) throw new UserError("Is a list of feeds in a list of feeds; name it itself");
    return { ...NOTHING, leads: more.map(leadOf) };
  }

  async function all(leads: readonly Lead[]): Promise<readonly Result[]> {
    const fresh = leads.filter(({ source }) => !met.has(keyOf(source)) && met.add(keyOf(source)));
    progress.expect(fresh.length);
    const results = fresh.map((lead) =>
      limit(async () => {
        const one = await read(lead).catch((error: unknown) => refusal(lead.source.name, error));
        progress.done();
        return one;
      }),
    );
    return Promise.all(results);
  }

  const named = await all(sources.map((source) => ({ source, isListed: false })));
  const listed = await all(named.flatMap(({ leads }) => leads));
  const results = [...named, ...listed];
  return {
    gathered: results.flatMap(({ gathered }) => gathered),
    refused: results.flatMap(({ refused }) => refused),
    leftOut: results.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

function result(gathered: Gathered): Result {
  return { ...NOTHING, gathered: [gathered] };
}

/** A reader that fails on a document says nothing against the others. */
function refusal(from: string, error: unknown): Result {
  const reason =
    error instanceof UserError ? error.message : `Cannot be read: ${String(error)}; give it in another form`;
  return { ...NOTHING, refused: [{ from, reason }] };
}

function leadOf({ address, columnTitle }: { readonly address: string; readonly columnTitle?: string }): Lead {
  return { source: { kind: "address", name: address, address }, isListed: true, columnTitle };
}

/** What a source is, whatever it is called. */
function keyOf(source: Source): string {
  if (source.kind !== "address" || !URL.canParse(source.address)) return `${source.kind} ${source.name}`;
  const url = new URL(source.address);
  url.hash = "";
  return url.href;
}
