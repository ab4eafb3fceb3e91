import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../src/operator/user-error.ts";
import { lockStore } from "../../../src/store/json-file/store-lock.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-lock-"));
  file = join(folder, "articles.json");
  await writeFile(file, "{}");
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that holds the lock and does nothing else, not even let its event loop run. */
async function anotherWriter(): Promise<ChildProcess> {
  const script = `import { writeSync } from "node:fs";
    import { lockStore } from "./src/store/json-file/store-lock.ts";
    await lockStore(${JSON.stringify(file)});
    writeSync(1, "locked");
    for (;;) {}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

describe("lockStore()", () => {
  it("leaves no file behind", async () => {
    await (await lockStore(file)).release();

    expect(await readdir(folder)).toEqual(["articles.json"]);
  });

  it("lets one writer in at a time", async () => {
    let inside = 0;
    let most = 0;
    const writer = async () => {
      const lock = await lockStore(file);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      await lock.release();
    };

    await Promise.all(Array.from({ length: 8 }, writer));

    expect(most).toBe(1);
  });

  it("refuses when another writer does not end in time, and is free at once when that is killed", async () => {
    const other = await anotherWriter();

    await expect(lockStore(file, { timeout: 200 })).rejects.toThrow(
      new UserError(`${file}: another command is changing it; try again when that has ended`),
    );
    other.kill("SIGKILL");
    await once(other, "exit");
    const lock = await lockStore(file, { timeout: 0 });

    expect(await lock.isHeld()).toBe(true);
    await lock.release();
  });

  it("notifies once that it waits", async () => {
    const other = await anotherWriter();
    let notices = 0;

    await expect(lockStore(file, { timeout: 1_300, onWait: () => notices++ })).rejects.toThrow(UserError);

    other.kill("SIGKILL");
    await once(other, "exit");
    expect(notices).toBe(1);
  });

  it("says that it is lost when its file was removed, and does not remove the next writer's", async () => {
    const lock = await lockStore(file);
    await rm(`${file}.lock`);
    const next = await lockStore(file, { timeout: 0 });

    expect([await lock.isHeld(), await next.isHeld()]).toEqual([false, true]);
    await lock.release();
    expect(await next.isHeld()).toBe(true);
    await next.release();
  });

  it("refuses a store that is not there", async () => {
    await expect(lockStore(join(folder, "none.json"))).rejects.toThrow(/none\.json: there is no such file/);
  });
});
