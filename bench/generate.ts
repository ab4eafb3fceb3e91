import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatGeneratedStore } from "./generated-store.ts";

/** Writes a store of artificial articles: `npx tsx bench/generate.ts <count> <file>`. */
const [, , count = "1000", file = "generated.json"] = process.argv;
await pipeline(Readable.from(formatGeneratedStore({ count: Number(count) })), createWriteStream(file));
