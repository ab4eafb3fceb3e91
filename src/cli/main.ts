import { setFlagsFromString } from "node:v8";
import { openDatabase } from "./open-database.ts";
import { runCommand } from "./run-command.ts";

// In percent. V8 lets the heap grow to four times what is in use before it collects garbage, which takes hundreds of
// megabytes while many pages are read, and hardly saves time.
setFlagsFromString("--heap-growing-percent=50");

// A reader may stop reading, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await runCommand(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  events: process,
  now: () => new Date(),
  worker: { folder: ".", openDatabase: (isRemote) => openDatabase("wrangler.toml", isRemote) },
});
// Where wrangler could not connect, it may leave something open that would keep the process from ending.
setTimeout(() => process.exit(), 1000).unref();
