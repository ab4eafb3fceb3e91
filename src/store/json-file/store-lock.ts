import { type FileHandle, open, realpath, rm, stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { printable } from "../../operator/printable.ts";
import { systemReason } from "../../operator/system-reason.ts";
import { UserError } from "../../operator/user-error.ts";
import { noSuchStore } from "./no-such-store.ts";

/** What keeps other writers from a store. */
export interface StoreLock {
  /** Tells whether it still does: somebody may have removed its file. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

const PAUSE = 50;
/** A command that waits longer says so. */
const SILENCE = 1_000;

/**
 * Waits until no other writer has the store in `file`, and keeps the others out. The system itself holds the
 * lock, on a file beside the store, and lets go of it when a writer ends, however it ends.
 *
 * @throws {UserError} when there is no such store, or another writer does not end within `patience` milliseconds
 */
export async function lockStore(file: string, patience = 30_000): Promise<StoreLock> {
  const path = `${await realStore(file)}.lock`;
  const begin = Date.now();
  let isTold = !process.stderr.isTTY;
  for (;;) {
    const lock = await tryLock(path);
    if (lock) return lock;
    const waited = Date.now() - begin;
    if (waited > patience)
      throw new UserError(`${file}: another command is changing it; try again when that has ended`);
    if (!isTold && waited > SILENCE) {
      process.stderr.write(`Waiting for another command that is changing ${printable(file)}\n`);
      isTold = true;
    }
    await wait(PAUSE);
  }
}

async function realStore(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UserError(`${file}: ${noSuchStore(file)}`);
  }
}

async function tryLock(path: string): Promise<StoreLock | undefined> {
  // Loaded when it is needed: commands that only read do without a library of machine code.
  const { tryLock } = await import("fs-native-extensions");
  const handle = await open(path, "a");
  const isHeld = () => isFileOf(handle, path);
  try {
    // A writer that ends removes the file: the lock on one that is gone keeps nobody out.
    if (tryLock(handle.fd) && (await isHeld())) return { isHeld, release: () => release(handle, path) };
  } catch (error) {
    await handle.close();
    throw new UserError(`${path}: cannot be locked: ${systemReason(error) ?? String(error)}`);
  }
  await handle.close();
  return undefined;
}

async function isFileOf(handle: FileHandle, path: string): Promise<boolean> {
  const [ours, there] = await Promise.all([handle.stat(), stat(path).catch(() => undefined)]);
  return ours.ino === there?.ino && ours.dev === there.dev;
}

async function release(handle: FileHandle, path: string): Promise<void> {
  // Before the lock is let go, so that it is never the file of the next writer.
  if (await isFileOf(handle, path)) await rm(path, { force: true });
  await handle.close();
}
