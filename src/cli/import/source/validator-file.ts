import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { Refusal } from "../../refusal.ts";
import { said } from "../content/said.ts";

/** What a server said of the version of a document that it sent: with it, it can say that nothing changed. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that said so, at the end of all redirects. */
  readonly url?: string;
}

/** What is remembered of addresses between runs. */
export interface ValidatorFile {
  get(address: string): Validators | undefined;
  /** Remembers `validators` of `address`; forgets it when there is nothing to compare by. */
  set(address: string, validators: Validators | undefined): void;
  /** Writes it whole, if anything changed. @throws {Refusal} when it cannot be written */
  save(): Promise<void>;
}

type Known = Map<string, Validators>;

/** Opens `.lanmu/validators.json` beside `store`; one that is missing or broken is as good as empty. */
export async function openValidators(store: string): Promise<ValidatorFile> {
  const file = join(dirname(store), ".lanmu", "validators.json");
  const all = parse(await readFile(file, "utf8").catch(() => ""));
  // Stores in one folder share the file: that one has an article says nothing of the other.
  const own: Known = all.get(basename(store)) ?? new Map();
  all.set(basename(store), own);
  const before = render(all);

  return {
    get: (address) => own.get(address),
    set(address, validators) {
      if (validators?.etag || validators?.lastModified) own.set(address, validators);
      else own.delete(address);
    },
    async save() {
      const text = render(all);
      if (text === before) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFileAtomic(file, text);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new Refusal(`${file}: cannot be written (${code}); the next import fetches everything again`);
      }
    },
  };
}

function parse(text: string): Map<string, Known> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return new Map();
  }
  return new Map(
    entries(document).map(([store, known]) => [
      store,
      new Map(entries(known).map(([address, validators]) => [address, validatorsIn(validators)])),
    ]),
  );
}

function validatorsIn(value: unknown): Validators {
  const found = new Map(entries(value).filter((entry): entry is [string, string] => isHeader(entry[1])));
  return said<Validators>({
    etag: found.get("etag"),
    lastModified: found.get("lastModified"),
    url: found.get("url"),
  });
}

/** Whether `value` can be sent back in a header: a file that was changed by hand must not break the request. */
function isHeader(value: unknown): boolean {
  return typeof value === "string" && /^[\x20-\x7e]+$/.test(value);
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function render(all: ReadonlyMap<string, Known>): string {
  const sorted = [...all].map(([store, known]) => [store, Object.fromEntries([...known].sort(byAddress))]);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

function byAddress([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
