import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { UserError } from "../operator/user-error.ts";
import { fetchAddress } from "./fetch-address.ts";
import type { Source } from "./resolve-sources.ts";

/** What a server said of the version of a document that it sent: with it, it can say that nothing changed. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** The address that said so, at the end of all redirects. */
  readonly url?: string | undefined;
}

/** What a source holds, not yet decoded, and what its server says of it. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  /** The `Content-Type` header. */
  readonly contentType?: string;
  /** Where it was in the end, after redirects. */
  readonly url?: string;
  /** It is as the validators that were given say; `bytes` is empty. */
  readonly notModified?: boolean;
  readonly validators?: Validators;
}

/** How far reading may go. */
export interface Limits {
  /** Of a file, of standard input, and of a fetched body both as sent and as decompressed. */
  readonly maxBytes: number;
  /** Milliseconds for one whole request: to be connected, to see the header, to have the body. */
  readonly timeout: number;
  /** Whether, or which, IP addresses that are not of the public Internet may be connected to. */
  readonly allowPrivate?: boolean | ((ip: string) => boolean) | undefined;
  /** What is known of the address from an earlier run. */
  readonly validators?: Validators | undefined;
  /** The page that tells servers who asks, where package.json names no homepage. */
  readonly homepage?: string;
  /** Stands in for the resolver of the system. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Stands in for the standard input of the process. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

const WHY_UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; check its name",
  ENXIO: "it is not a regular file; pipe what it gives into the command and name it -",
  EACCES: "its permissions forbid it; change them",
  EPERM: "its permissions forbid it; change them",
  ELOOP: "its links lead in a circle; name the file itself",
};

/** Reads all of `source`, and stops as soon as it is too much. @throws {UserError} when it cannot be read */
export async function readSource(source: Source, limits: Limits): Promise<SourceBytes> {
  if (source.kind === "address") return fetchAddress(source.address, limits);
  if (source.kind === "file") return { bytes: await readRegularFile(source.path, limits) };
  return { bytes: await collect(limits.stdin ?? process.stdin, limits) };
}

async function readRegularFile(path: string, limits: Limits): Promise<Uint8Array> {
  try {
    // A pipe that nobody writes to would never open without O_NONBLOCK.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (status.isDirectory()) throw new UserError("Is a folder; name the files in it");
      if (!status.isFile()) throw new UserError(`Cannot be read: ${WHY_UNREADABLE.ENXIO}`);
      if (status.size > limits.maxBytes) throw tooMuch(limits);
      return await collect(file.createReadStream({ autoClose: false }), limits);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `Cannot be read: ${WHY_UNREADABLE[code ?? ""] ?? `the system says ${code}; name another file`}`,
    );
  }
}

/** The limit holds while reading: a file can grow, and a pipe has no size. */
async function collect(stream: AsyncIterable<Uint8Array>, limits: Limits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limits.maxBytes) throw tooMuch(limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooMuch({ maxBytes }: Limits): UserError {
  return new UserError(`Has more than ${maxBytes} bytes; split it, or raise --max-size`);
}
