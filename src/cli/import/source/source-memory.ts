import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod/mini";

/** What earlier imports made of each source, so that what has not changed is not read again. */
export interface SourceMemory {
  /** The ids of the articles that exactly these bytes gave, or `undefined` where they are new. */
  recall(name: string, bytes: Uint8Array): readonly string[] | undefined;
  /** Remembers, once all of it is in the store, what the bytes that were last asked for by this name gave. */
  remember(name: string, ids: readonly string[]): void;
  save(): Promise<void>;
}

const memory = z.record(
  z.string(),
  z.record(z.string(), z.object({ digest: z.string(), ids: z.array(z.string()) })),
);

/** Opens `.lanmu/sources.json` beside `store`, for imports with these options; a broken file is as good as none. */
export async function openSourceMemory(store: string, options: object): Promise<SourceMemory> {
  const file = join(dirname(store), ".lanmu", "sources.json");
  const all = parsed(await readFile(file, "utf8").catch(() => ""));
  const own = new Map(Object.entries(all[basename(store)] ?? {}));
  const asked = new Map<string, string>();

  return {
    recall(name, bytes) {
      const digest = createHash("sha256").update(JSON.stringify(options)).update(bytes).digest("base64url");
      asked.set(name, digest);
      const known = own.get(name);
      return known?.digest === digest ? known.ids : undefined;
    },
    remember(name, ids) {
      const digest = asked.get(name);
      if (digest !== undefined) own.set(name, { digest, ids: [...ids] });
    },
    async save() {
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, JSON.stringify({ ...all, [basename(store)]: Object.fromEntries(own) }));
    },
  };
}

function parsed(text: string): z.infer<typeof memory> {
  try {
    return memory.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
