import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod/mini";
import { errorCode } from "../../../operator/system-reason.ts";
import { writeWhole } from "../../../operator/write-file.ts";

const text = z.optional(z.string());
const validators = z.object({ etag: text, lastModified: text, url: text });

const sourceState = z.object({
  kind: z.enum(["column page", "feed", "sitemap"]),
  version: z.optional(z.object({ digest: z.string(), validators: z.optional(validators) })),
  /** What it listed last. */
  listed: z.array(
    z.object({
      url: z.string(),
      title: text,
      published: text,
      /** The feed has its whole text. */
      isWhole: z.optional(z.boolean()),
    }),
  ),
});

const articleState = z.object({
  /** How often it could not be read, in a row. */
  failures: z.optional(z.number()),
  /** When it was last fetched, in RFC 3339. */
  checked: text,
});

const stateSchema = z.object({
  sources: z.record(z.string(), sourceState),
  /** Since when sources could not be read, in RFC 3339. */
  failing: z.record(z.string(), z.string()),
  articles: z.record(z.string(), articleState),
});

/** What is remembered of one source. */
export type SourceUpdateState = z.infer<typeof sourceState>;
/** What is remembered of one article, by its address. */
type ArticleUpdateState = z.infer<typeof articleState>;

/** What is remembered from earlier updates. It only saves requests: without it, everything recent is fetched again. */
export interface UpdateState {
  readonly sources: Record<string, SourceUpdateState>;
  readonly failing: Record<string, string>;
  readonly articles: Record<string, ArticleUpdateState>;
  /** Writes the state; if that fails, warns. */
  save(): Promise<void>;
}

/** Opens `.lanmu/updates-of-<store>` beside the store. A file that is missing or damaged counts as empty. */
export async function openUpdateState(store: string, warn: (line: string) => void): Promise<UpdateState> {
  const file = join(dirname(store), ".lanmu", `updates-of-${basename(store)}`);
  const before = await readFile(file, "utf8").catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT")
      warn(`${file}: cannot be read (${errorCode(error)}); recent articles are fetched again`);
    return "";
  });
  const { sources, failing, articles } = parseState(before) ?? { sources: {}, failing: {}, articles: {} };
  if (before !== "" && parseState(before) === undefined)
    warn(`${file}: is damaged; recent articles are fetched again`);
  return {
    sources,
    failing,
    articles,
    async save() {
      const text = `${JSON.stringify({ sources, failing, articles })}\n`;
      if (text === before) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeWhole(file, text);
      } catch (error) {
        warn(
          `${file}: cannot be written (${errorCode(error)}); the next update fetches recent articles again`,
        );
      }
    },
  };
}

function parseState(text: string): z.infer<typeof stateSchema> | undefined {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
