import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";

// The package is CommonJS without types: it exports the path of the program.
const workerd: string = createRequire(import.meta.url)("workerd").default;

/** A running Worker. */
export interface Served {
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Writes what workerd needs to serve the modules in `folder`; returns the file. */
export async function configure(folder: string): Promise<string> {
  // Wrangler puts the hash of their bytes before the names of modules that are data.
  const data = (await readdir(folder)).filter((name) => /^[0-9a-f]{40}-/.test(name));
  const modules = [
    '(name = "worker.js", esModule = embed "worker.js")',
    ...data.map((name) => `(name = "./${name}", data = embed "${name}")`),
  ];
  const file = join(folder, "config.capnp");
  await writeFile(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${modules.join(", ")}],
    compatibilityDate = "2026-04-01",
    compatibilityFlags = ["nodejs_compat"],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  return file;
}

/** Starts workerd on a free port of this machine. */
export async function serve(config: string): Promise<Served> {
  const worker = spawn(workerd, ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const ended = once(worker, "exit");
  const [message] = await once(worker.stdio[3] as Readable, "data");
  const { port } = JSON.parse(String(message).split("\n")[0] ?? "");
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: worker.pid ?? 0,
    async stop() {
      worker.kill("SIGKILL");
      await ended;
    },
  };
}

/** Returns the CPU time that all threads of a process have used, in milliseconds (Linux only). */
export async function cpuTime(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map(async (thread) => {
      const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0");
      return Number(text.split(" ")[0]) / 1e6;
    }),
  );
  return times.reduce((sum, time) => sum + time, 0);
}
