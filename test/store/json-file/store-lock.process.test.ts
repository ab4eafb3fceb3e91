import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
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

it("lockStore() refuses while another process holds the lock, and succeeds at once when that is killed", async () => {
  // Not even its event loop runs.
  const script = `import { writeSync } from "node:fs";
    import { lockStore } from "./src/store/json-file/store-lock.ts";
    await lockStore(${JSON.stringify(file)});
    writeSync(1, "locked");
    for (;;) {}`;
  const other = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(other, "exit");
  try {
    await once(other.stdout, "data");

    await expect(lockStore(file, { timeout: 200 })).rejects.toThrow(
      new UserError(`${file}: another command is changing it; try again when that has ended`),
    );
  } finally {
    other.kill("SIGKILL");
    await ended;
  }
  const lock = await lockStore(file, { timeout: 0 });

  expect(await lock.isHeld()).toBe(true);
  await lock.release();
});
