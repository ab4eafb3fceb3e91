import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod/mini";
import type { Exclusively } from "../../../importer/import-state.ts";
import { errorCode } from "../../../operator/system-reason.ts";
import { writeWhole } from "../../../operator/write-file.ts";

const text = z.optional(z.string());
const validators = z.object({ etag: text, lastModified: text, url: text });

const listedArticle = z.object({
  url: z.string(),
  title: text,
  published: text,
  /** The feed has its whole text. */
  isWhole: z.optional(z.boolean()),
});

const sourceState = z.object({
  kind: z.enum(["column page", "feed", "sitemap"]),
  /** Absent for an index of sitemaps, whose parts change without it. */
  version: z.optional(z.object({ digest: z.string(), validators: z.optional(validators) })),
  /** What it listed last. */
  listed: z.array(listedArticle),
  /** The address of the next page of the list. */
  next: text,
  /** New articles that it has listed, and that are still to be read. */
  pending: z.optional(z.array(listedArticle)),
  /** Where reading older pages of the list goes on. */
  older: z.optional(z.object({ next: z.string(), page: z.number() })),
  /** When it was last visited, in RFC 3339. */
  visited: text,
});

const articleState = z.object({
  /** How many times in a row it could not be read, and since when, in RFC 3339. */
  failures: z.optional(z.number()),
  failingSince: text,
  /** When it was last asked for, in RFC 3339. */
  checked: text,
  /** A digest of its text, without what changes with each visit. */
  text,
  /** It was reported that it is not there any more. */
  hasVanished: z.optional(z.boolean()),
  /** It was reported that `robots.txt` does not allow it. */
  isForbidden: z.optional(z.boolean()),
  /** It is the article that the store has under this other address. */
  sameAs: text,
});

const updateState = z.object({
  /** By the source, as the store has it, in JSON. */
  sources: z.record(z.string(), sourceState),
  /** Since when sources could not be read, in RFC 3339. */
  failing: z.record(z.string(), z.string()),
  /** By their addresses, as `pageKey` writes them. */
  articles: z.record(z.string(), articleState),
  /** Until when hosts have asked for a pause, in RFC 3339. */
  pauses: z._default(z.record(z.string(), z.string()), {}),
  /** The digest of the store as it was last found valid. */
  store: z._default(z.object({ digest: text }), {}),
});

/** What is remembered of one source. */
export type SourceUpdateState = z.infer<typeof sourceState>;
/** What is remembered of one article. */
export type ArticleUpdateState = z.infer<typeof articleState>;
type Remembered = z.infer<typeof updateState>;

/** What is remembered from earlier updates. Without it, an update only sends more requests. */
export interface UpdateState extends Remembered {
  /** There is no file yet, as in a new clone of a repository. */
  readonly isNew: boolean;
  /** Writes the state, and keeps what another update has written since; if that fails, warns. */
  save(): Promise<void>;
}

const NOTHING: Remembered = { sources: {}, failing: {}, articles: {}, pauses: {}, store: {} };
const TABLES = ["sources", "failing", "articles", "pauses"] as const;

interface OpenOptions {
  readonly warn: (line: string) => void;
  readonly exclusively: Exclusively;
}

/** Opens the state of updates in `file`. A file that is missing or damaged counts as empty. */
export async function openUpdateState(
  file: string,
  { warn, exclusively }: OpenOptions,
): Promise<UpdateState> {
  let saved = await readFileIfAny(file, (code) => warn(`${file}: cannot be read (${code})`));
  const remembered = parseState(saved);
  if (saved !== "" && !remembered)
    warn(`${file}: is damaged; what earlier updates remembered is asked for again`);
  const state = remembered ?? structuredClone(NOTHING);

  async function write(): Promise<void> {
    const present = await readFileIfAny(file, () => {});
    if (present !== saved) mergeInto(state, parseState(saved) ?? NOTHING, parseState(present) ?? NOTHING);
    const { sources, failing, articles, pauses, store } = state;
    const text = `${JSON.stringify({ sources, failing, articles, pauses, store })}\n`;
    if (text !== present) await writeWhole(file, text);
    saved = text;
  }

  return Object.assign(state, {
    isNew: saved === "",
    async save() {
      try {
        await mkdir(dirname(file), { recursive: true });
        await exclusively(write);
      } catch (error) {
        const reason = errorCode(error) ?? String(error);
        warn(`${file}: cannot be written (${reason}); the next update asks for recent articles again`);
      }
    },
  });
}

/** Applies the changes from `before` to `theirs` to the entries of `ours` that are as they were in `before`. */
function mergeInto(ours: Remembered, before: Remembered, theirs: Remembered): void {
  for (const name of TABLES) {
    const [mine, old, other]: Record<string, unknown>[] = [ours[name], before[name], theirs[name]];
    if (!mine || !old || !other) continue;
    for (const key of new Set([...Object.keys(old), ...Object.keys(other)])) {
      if (!isDeepStrictEqual(mine[key], old[key])) continue;
      if (other[key] === undefined) delete mine[key];
      else mine[key] = other[key];
    }
  }
}

async function readFileIfAny(file: string, onError: (code: string | undefined) => void): Promise<string> {
  return readFile(file, "utf8").catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") onError(errorCode(error));
    return "";
  });
}

function parseState(text: string): Remembered | undefined {
  try {
    return updateState.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
