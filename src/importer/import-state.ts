import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod/mini";
import { errorCode } from "../operator/system-reason.ts";
import type { StoredArticles } from "../store/article-writer.ts";
import type { SourceDrafts } from "./draft.ts";

/** A header value that can be sent back; one with other characters is dropped. */
const headerValue = z.catch(z.optional(z.string().check(z.regex(/^[\x20-\x7e]+$/))), undefined);
const validators = z.object({ etag: headerValue, lastModified: headerValue, url: headerValue });

const articleState = z.object({
  /** The id that the source gives the article. */
  sourceId: z.optional(z.string()),
  /** The `updated` date of the article after the import. */
  updated: z.string(),
  /** A digest of each field as the source had it in the last import. */
  fields: z.record(z.string(), z.string()),
});

const sourceState = z.object({
  /** The last version of which every article was imported. */
  version: z.optional(
    z.object({
      digest: z.string(),
      /** A digest of the operator's options. */
      options: z.string(),
      validators: z.optional(validators),
      /** The other pages of an article that its site splits. */
      pages: z.optional(
        z.readonly(
          z.array(z.object({ address: z.string(), digest: z.string(), validators: z.optional(validators) })),
        ),
      ),
      /** The ids of the articles in this version, those that were removed from the store included. */
      ids: z.array(z.string()),
    }),
  ),
  /** The articles of all versions, by id. */
  articles: z.record(z.string(), articleState),
});

const sourceStates = z.record(z.string(), sourceState);

type ArticleState = Readonly<z.infer<typeof articleState>>;
/** What is known of one source from earlier imports. */
export type SourceState = Readonly<z.infer<typeof sourceState>>;

/** What is known of all sources from earlier imports, by their names. */
export interface ImportState {
  get(source: string): SourceState | undefined;
  set(source: string, state: SourceState): void;
  /** Forgets a source; the next import from it counts as the first. */
  remove(source: string): void;
  /** Yields every source and what is known of it. */
  entries(): Iterable<readonly [source: string, state: SourceState]>;
  /** Returns the title, in the store, of an article that a source was imported as, or that was removed. */
  title(id: string): string | undefined;
  /** Tells whether an article of a source was removed from the store. */
  isRemoved(id: string): boolean;
  /**
   * Writes the state, and keeps what another command has written of other sources since; if that fails, warns that
   * the next import reads every source again.
   */
  save(): Promise<void>;
}

/** Runs `work` while no other command writes beside the store. */
export type Exclusively = <Result>(work: () => Promise<Result>) => Promise<Result>;

export type ImportStateReader = Pick<ImportState, "get">;

/** An article as one document had it in this import. */
export interface ImportedVersion extends ArticleState {
  readonly id: string;
  readonly from: string;
}

/** The result of one import. */
interface ImportResult {
  readonly sources: readonly SourceDrafts[];
  readonly versions: readonly ImportedVersion[];
  /** The articles that were left out, because they had been removed from the store. */
  readonly leftOut: readonly { readonly id: string; readonly from: string }[];
  /** The names of the sources with a refused article; the next import reads them again. */
  readonly failedSources: ReadonlySet<string>;
  /** A digest of the operator's options. */
  readonly options: string;
}

/**
 * Opens the state of imports in `file`. A file that is missing or damaged counts as empty. Articles that the store no
 * longer has, or has only in an older version, are dropped.
 *
 * @param warn receives one line for each problem with the file
 */
export async function openImportState(
  file: string,
  articles: StoredArticles,
  warn: (line: string) => void,
  exclusively: Exclusively = (work) => work(),
): Promise<ImportState> {
  let oldText = await readStateFile(file, warn);
  const stored = parseSourceStates(oldText, () =>
    warn(`${file}: is damaged; this import reads every source again`),
  );
  const sources = Object.values(stored);
  const found = await articles.find({
    ids: new Set(sources.flatMap((source) => Object.keys(source.articles))),
  });
  const removed = await articles.findRemoved({
    ids: new Set(sources.flatMap(({ version }) => version?.ids ?? [])),
  });
  const updated = new Map(found.map((article) => [article.id, article.updated.getTime()]));
  const titles = new Map([...removed, ...found].map(({ id, title }) => [id, title]));
  const removedIds = new Set(removed.map(({ id }) => id));
  const states = new Map(
    Object.entries(stored).map(([name, state]) => [name, withStoredArticles(state, updated, removedIds)]),
  );

  const changed = new Set<string>();
  async function write(): Promise<void> {
    const present = await readStateFile(file, warn);
    if (present !== oldText)
      for (const [name, state] of Object.entries(parseSourceStates(present, () => {})))
        if (!changed.has(name)) states.set(name, state);
    const sorted = [...states].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = `${JSON.stringify(Object.fromEntries(sorted))}\n`;
    if (text !== present) await writeFileAtomic(file, text);
    oldText = text;
  }

  return {
    get: (source) => states.get(source),
    title: (id) => titles.get(id),
    isRemoved: (id) => removedIds.has(id),
    set(source, state) {
      changed.add(source);
      states.set(source, state);
    },
    remove(source) {
      changed.add(source);
      states.delete(source);
    },
    entries: () => states.entries(),
    async save() {
      if (changed.size === 0) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        await exclusively(write);
      } catch (error) {
        const reason = errorCode(error) ?? String(error);
        warn(`${file}: cannot be written (${reason}); the next import reads every source again`);
      }
    },
  };
}

/** Records the result of an import in `state`, after the store has been written. */
export function updateImportState(
  state: ImportState,
  { sources, versions, leftOut, failedSources, options }: ImportResult,
): void {
  const articlesBySource = new Map<string, Map<string, ArticleState>>();
  for (const { from, id, ...article } of versions) {
    const articles = articlesBySource.get(from) ?? new Map<string, ArticleState>();
    // A document may have several records of one article.
    const fields = { ...article.fields, ...articles.get(id)?.fields };
    articlesBySource.set(from, articles.set(id, { ...article, fields }));
  }
  for (const { from, version, isUnchanged } of sources) {
    const old = state.get(from);
    const articles = articlesBySource.get(from) ?? new Map<string, ArticleState>();
    const read = [...articles.keys(), ...leftOut.flatMap((one) => (one.from === from ? [one.id] : []))];
    const ids = isUnchanged ? (old?.version?.ids ?? []) : [...new Set(read)];
    state.set(from, {
      ...(!failedSources.has(from) && { version: { ...version, options, ids } }),
      articles: { ...old?.articles, ...Object.fromEntries(articles) },
    });
  }
}

/**
 * Drops the articles that are not in the store in this version or a later one; without one that was not `removed`, the
 * version is incomplete.
 */
function withStoredArticles(
  { version, articles }: SourceState,
  updated: ReadonlyMap<string, number>,
  removed: ReadonlySet<string>,
): SourceState {
  const isStored = ([id, article]: [string, ArticleState]) =>
    (updated.get(id) ?? Number.NEGATIVE_INFINITY) >= Date.parse(article.updated);
  const stored = Object.fromEntries(Object.entries(articles).filter(isStored));
  const isComplete = version?.ids.every((id) => Object.hasOwn(stored, id) || removed.has(id));
  return { ...(isComplete && { version }), articles: stored };
}

async function readStateFile(file: string, warn: (line: string) => void): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT") warn(`${file}: cannot be read (${code}); this import reads every source again`);
    return "";
  }
}

function parseSourceStates(text: string, onDamaged: () => void): z.infer<typeof sourceStates> {
  if (text === "") return {};
  try {
    return sourceStates.parse(JSON.parse(text));
  } catch {
    onDamaged();
    return {};
  }
}
