import pLimit from "p-limit";
import { Refusal } from "../../refusal.ts";
import { said } from "../content/said.ts";
import type { Draft, ReadContext } from "../draft.ts";
import { readDocument } from "../recognise.ts";
import { decode } from "./decode.ts";
import { type Limits, readSource } from "./read-source.ts";
import type { SourceMemory } from "./source-memory.ts";
import type { Source } from "./sources.ts";
import type { ValidatorFile } from "./validator-file.ts";

/** A draft and the name of the document that it was read from. */
export interface Gathered {
  readonly draft: Draft;
  readonly from: string;
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
  /** What servers said at the last import; empty to ask for everything in full. */
  readonly validators: ValidatorFile;
  readonly memory: SourceMemory;
  /** Tells whether the store still has the article with this id. */
  readonly isKnown: (id: string) => boolean;
}

/** What all sources gave. */
export interface Gathering {
  readonly gathered: readonly Gathered[];
  readonly refused: readonly Refused[];
  /** The addresses that are as they were at the last import. */
  readonly notModified: readonly string[];
  /** The articles of sources that hold the same bytes as at the last import. */
  readonly unchanged: readonly string[];
}

/** How many sources are read at once: while one is parsed, others arrive. */
const AT_ONCE = 8;

/** Reads every source and what it leads to; a source that cannot be used is told of, and the others go on. */
export async function gather(
  sources: readonly Source[],
  context: ReadContext,
  { limits, progress, validators, memory, isKnown }: GatherOptions,
): Promise<Gathering> {
  async function one(source: Source, outline: string | undefined): Promise<Gathering> {
    const earlier = source.kind === "address" ? validators.get(source.address) : undefined;
    const read = await readSource(source, { ...limits, validators: earlier });
    if (read.notModified) return { ...NOTHING, notModified: [source.name] };
    const ids = memory.recall(source.name, read.bytes);
    if (ids && ids.length > 0 && ids.every(isKnown)) return { ...NOTHING, unchanged: ids };

    const text = decode(read.bytes, said<{ contentType?: string }>({ contentType: read.contentType }));
    const document = { name: source.name, text, ...said<{ url?: string }>({ url: read.url }) };
    const { drafts, more = [] } = await readDocument(document, context);
    const gathered = drafts.map((draft) => ({
      draft: { ...said<{ columnTitle?: string }>({ columnTitle: outline }), ...draft },
      from: source.name,
    }));
    // A list is asked for in full each time: what it lists changes while it does not.
    if (source.kind === "address" && more.length === 0) validators.set(source.address, read.validators);
    const led = more.map(
      ({ address, columnTitle }): Lead => [{ kind: "address", name: address, address }, columnTitle],
    );
    return together([{ ...NOTHING, gathered }, await each(led)]);
  }

  async function each(leads: readonly Lead[]): Promise<Gathering> {
    progress.expect(leads.length);
    const limit = pLimit(AT_ONCE);
    const read = leads.map(([source, outline]) =>
      limit(async () => {
        const gathering = await one(source, outline).catch((error: unknown): Gathering => {
          if (!(error instanceof Refusal)) throw error;
          return { ...NOTHING, refused: [{ from: source.name, reason: error.message }] };
        });
        progress.done();
        return gathering;
      }),
    );
    return together(await Promise.all(read));
  }

  return each(sources.map((source): Lead => [source, undefined]));
}

/** A source, with the title of the outline that led to it. */
type Lead = readonly [Source, string | undefined];

const NOTHING: Gathering = { gathered: [], refused: [], notModified: [], unchanged: [] };

/** Puts gatherings together, in their order. */
function together(gatherings: readonly Gathering[]): Gathering {
  return {
    gathered: gatherings.flatMap(({ gathered }) => gathered),
    refused: gatherings.flatMap(({ refused }) => refused),
    notModified: gatherings.flatMap(({ notModified }) => notModified),
    unchanged: gatherings.flatMap(({ unchanged }) => unchanged),
  };
}
