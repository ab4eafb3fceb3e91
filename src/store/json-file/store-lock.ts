import { type FileHandle, open, realpath, rm, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, systemReason } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import { noSuchStore } from "./store-file.ts";

/** The exclusive right to write a store. */
export interface StoreLock {
  /** Tells whether it is still held: somebody may have removed the lock's file. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** How long to wait for another writer. */
interface LockOptions {
  /** In milliseconds; half a minute when left out. */
  readonly timeout?: number;
  /** Called once, when another writer has had the lock for a second. */
  readonly onWait?: (() => void) | undefined;
}

const RETRY_MS = 50;
const NOTICE_AFTER_MS = 1_000;

/**
 * Waits until no other writer has the store in `file` locked, and locks it. The lock is one of the operating
 * system, on a file beside the store, so it ends with its process, however that ends.
 *
 * @throws {UserError} if there is no such store, or another writer does not end in time
 */
export async function lockStore(file: string, options: LockOptions = {}): Promise<StoreLock> {
  return lockFile(await realStore(file), file, options);
}

/**
 * Waits until nobody else has `file` locked, which need not exist, and locks it, as {@linkcode lockStore} does.
 *
 * @param name how messages name what is locked
 * @throws {UserError} if another one does not end in time
 */
export async function lockFile(
  file: string,
  name: string,
  { timeout = 30_000, onWait }: LockOptions = {},
): Promise<StoreLock> {
  const path = `${file}.lock`;
  const begin = Date.now();
  let hasNotified = false;
  for (;;) {
    const lock = await tryLock(path);
    if (lock) return lock;
    const waited = Date.now() - begin;
    if (waited > timeout)
      throw new UserError(`${name}: another command is changing it; try again when that has ended`);
    if (!hasNotified && waited > NOTICE_AFTER_MS) {
      onWait?.();
      hasNotified = true;
    }
    await sleep(RETRY_MS);
  }
}

async function realStore(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    throw new UserError(`${file}: ${noSuchStore(file)}`);
  }
}

async function tryLock(path: string): Promise<StoreLock | undefined> {
  // Loaded when it is needed: commands that only read do not need a native library.
  const { tryLock } = await import("fs-native-extensions");
  const handle = await open(path, "a");
  const isHeld = () => isSameFile(handle, path);
  try {
    // A writer deletes the lock file when it ends; a lock on a deleted file does not exclude other writers.
    if (tryLock(handle.fd) && (await isHeld())) return { isHeld, release: () => release(handle, path) };
  } catch (error) {
    await handle.close();
    throw new UserError(`${path}: cannot be locked: ${systemReason(error) ?? String(error)}`);
  }
  await handle.close();
  return undefined;
}

async function isSameFile(handle: FileHandle, path: string): Promise<boolean> {
  const [ours, there] = await Promise.all([handle.stat(), stat(path).catch(() => undefined)]);
  return ours.ino === there?.ino && ours.dev === there.dev;
}

async function release(handle: FileHandle, path: string): Promise<void> {
  // Deleted before the lock is released; otherwise it could be the file of the next writer.
  if (await isSameFile(handle, path)) await rm(path, { force: true });
  await handle.close();
}
