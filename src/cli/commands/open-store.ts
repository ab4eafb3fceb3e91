import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { ArticleHead } from "../../domain/article.ts";
import type { Column, Site } from "../../domain/site.ts";
import type { Exclusively } from "../../importer/import-state.ts";
import { UserError } from "../../operator/user-error.ts";
import type { ArticleWriter } from "../../store/article-writer.ts";
import { createStoreFile, newDocument, requireNoFile } from "../../store/json-file/create-store-file.ts";
import { jsonFileStore } from "../../store/json-file/json-file-store.ts";
import { jsonFileWriter } from "../../store/json-file/json-file-writer.ts";
import type { StoreDocument } from "../../store/json-file/store-document.ts";
import { lockFile, lockStore, type StoreLock } from "../../store/json-file/store-lock.ts";
import { type ArticleStore, SnapshotExpired, StoreUnavailable } from "../../store/snapshot.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { memoryFile, parseStoreName } from "./store-name.ts";

/** The store of commands without `--store`. */
export const DEFAULT_STORE = "articles.json";

/**
 * Opens the store that `--store` names, to look up and change articles as they are written. With the digest of the
 * file as it was last found `valid`, that file is not checked again.
 */
export function openWriter(context: CommandContext, valid?: { digest?: string | undefined }): ArticleWriter {
  const { store, stderr } = context;
  const name = parseStoreName(store);
  if (name.kind === "database") return databaseWriter(name.isRemote, context);
  const onWait = () => context.warn(`Waiting for another command that is changing ${store}`);
  return jsonFileWriter(store, {
    now: () => context.now(),
    ...(stderr.isTTY === true && { onWait }),
    ...(valid && { valid }),
  });
}

/** Returns a function that runs work, such as writing files beside the store, while no other command writes. */
export function exclusivelyIn(context: Pick<CommandContext, "store" | "worker">): Exclusively {
  const { store } = context;
  return async (work) => {
    const isFile = parseStoreName(store).kind === "file";
    const lock = isFile ? await lockStore(store) : await lockMemory(context);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  };
}

async function lockMemory(context: Pick<CommandContext, "store" | "worker">): Promise<StoreLock> {
  const file = memoryFile(context, "updates");
  await mkdir(dirname(file), { recursive: true });
  return lockFile(file, context.store);
}

/** An instant at which everything is published, scheduled articles and drafts too. */
export const END_OF_TIME = new Date(8_640_000_000_000_000);

/** How often a store is read where others change it meanwhile. */
const MAX_ATTEMPTS = 5;

/** What a store publishes, sooner or later. */
interface Published {
  readonly store: ArticleStore;
  /** The drafts that are in no snapshot of the store, in the order of articles: those of a file are in its last one. */
  readonly drafts: readonly ArticleHead[];
}

/**
 * Runs `work` on what the store that `--store` names publishes; again where another command changes the store before
 * everything has been read.
 *
 * @throws {UserError} where it is changed again and again, or the database fails
 */
export async function readPublished<Result>(
  context: CommandContext,
  work: (published: Published) => Promise<Result>,
): Promise<Result> {
  const { store } = context;
  const name = parseStoreName(store);
  if (name.kind === "file")
    return work({ store: jsonFileStore(store, { now: () => context.now() }), drafts: [] });
  const readAgain = await openDatabaseStore(name.isRemote, context);
  for (let attempts = 1; ; attempts++) {
    try {
      return await work(await readAgain());
    } catch (error) {
      if (error instanceof StoreUnavailable) throw new UserError(`${store}: ${error.message}; try again`);
      if (!(error instanceof SnapshotExpired)) throw error;
      if (attempts === MAX_ATTEMPTS)
        throw new UserError(
          `${store}: other commands change it while it is read; try again when they have ended`,
        );
    }
  }
}

async function openDatabaseStore(
  isRemote: boolean,
  context: CommandContext,
): Promise<() => Promise<Published>> {
  const db = await context.databases.open(isRemote);
  const [{ readFacts }, { d1Store }, { readDrafts }, { WORD_SEARCH }] = await Promise.all([
    import("../../store/d1/store-facts.ts"),
    import("../../store/d1/d1-store.ts"),
    import("../../store/d1/read-drafts.ts"),
    import("../../store/character-variants.ts"),
  ]);
  // Says what to do where there are no tables, or no store.
  await readFacts(db, context.store);
  const openSession = () => ({ ...db, bookmark: () => null });
  const store = d1Store({ openSession }, { search: WORD_SEARCH, servedSince: new Date(0) });
  return async () => ({ store, drafts: await readDrafts(db) });
}

/** How a store is made. */
interface NewStore {
  /** Checks that there is none yet. @throws {UserError} if there is one */
  requireNone(): Promise<void>;
  /** Makes a store without articles; returns it as a file has it. @throws {UserError} if there is one already */
  create(
    store: { readonly site: Site; readonly columns: readonly Column[] },
    now: Date,
  ): Promise<StoreDocument>;
}

/** Returns how the store is made that `--store` names. */
export function newStore(context: CommandContext): NewStore {
  const { store } = context;
  const name = parseStoreName(store);
  if (name.kind === "file")
    return {
      requireNone: () => requireNoFile(store),
      create: (contents, now) => createStoreFile(store, contents, now),
    };
  const load = async () =>
    [await context.databases.open(name.isRemote), await import("../../store/d1/create-store.ts")] as const;
  return {
    async requireNone() {
      const [db, { requireNoStore }] = await load();
      await requireNoStore(db, store);
    },
    async create({ site, columns }, now) {
      const document = newDocument(store, { site, columns }, now);
      const [db, { createStore }] = await load();
      const updated = new Date(document.updated);
      await createStore(db, { site, columns, feeds: [], removedFeeds: [], updated }, { name: store, now });
      return document;
    },
  };
}

function databaseWriter(isRemote: boolean, context: CommandContext): ArticleWriter {
  let opened: Promise<ArticleWriter> | undefined;
  const open = () => {
    opened ??= openDatabaseWriter(isRemote, context);
    return opened;
  };
  return {
    read: async (work) => (await open()).read(work),
    transaction: async (work, options) => (await open()).transaction(work, options),
  };
}

async function openDatabaseWriter(isRemote: boolean, context: CommandContext): Promise<ArticleWriter> {
  const db = await context.databases.open(isRemote);
  // Loaded when they are needed, so that commands on a file start as fast as without them.
  const [{ d1Writer }, { WORD_SEARCH }] = await Promise.all([
    import("../../store/d1/d1-writer.ts"),
    import("../../store/character-variants.ts"),
  ]);
  return d1Writer(db, { name: context.store, search: WORD_SEARCH, now: () => context.now() });
}
