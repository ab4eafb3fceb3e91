import type { Databases, OpenDatabase, ProcessContext } from "./command-context.ts";

/** Returns the databases of a process, of which none is open yet. */
export function databases({ worker }: Pick<ProcessContext, "worker">): Databases {
  const opened = new Map<boolean, Promise<OpenDatabase>>();
  return {
    async open(isRemote) {
      const known = opened.get(isRemote) ?? worker.openDatabase(isRemote);
      opened.set(isRemote, known);
      return (await known).db;
    },
    async close() {
      const all = [...opened.values()];
      opened.clear();
      // What could not be opened has been reported.
      for (const result of await Promise.allSettled(all))
        if (result.status === "fulfilled") await result.value.close();
    },
  };
}
