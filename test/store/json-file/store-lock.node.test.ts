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

  it("notifies once that it waits", async () => {
    const other = await lockStore(file);
    let notices = 0;

    await expect(lockStore(file, { timeout: 1_300, onWait: () => notices++ })).rejects.toThrow(UserError);

    expect(notices).toBe(1);
    await other.release();
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
