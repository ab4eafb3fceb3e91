import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { errorCode } from "../operator/system-reason.ts";
import { UserError } from "../operator/user-error.ts";
import { fetchAddress } from "./fetch-address.ts";
import type { ReadLimits, Source, SourceBytes } from "./source.ts";

/** The reasons for the common error codes of the system, and what to do. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; check its name",
  ENXIO: "it is not a regular file; pipe its content into the command and name it -",
  EACCES: "its permissions forbid it; change them",
  EPERM: "its permissions forbid it; change them",
  ELOOP: "its symbolic links form a circle; name the file itself",
};

/** Reads the whole of `source`, and stops as soon as it is larger than allowed. @throws {UserError} if it cannot be read */
export async function readSource(source: Source, limits: ReadLimits): Promise<SourceBytes> {
  if (source.kind === "address") return fetchAddress(source.address, limits);
  if (source.kind === "file") return { bytes: await readRegularFile(source.path, limits) };
  return { bytes: await readStream(limits.stdin ?? process.stdin, limits) };
}

async function readRegularFile(path: string, limits: ReadLimits): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (status.isDirectory()) throw new UserError("Is a folder; name the files in it");
      if (!status.isFile()) throw new UserError(`Cannot be read: ${FILE_ERRORS.ENXIO}`);
      if (status.size > limits.maxBytes) throw tooLarge(limits);
      return await readStream(file.createReadStream({ autoClose: false }), limits);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = errorCode(error);
    const reason = FILE_ERRORS[code ?? ""] ?? `the system reports ${code}; name another file`;
    throw new UserError(`Cannot be read: ${reason}`);
  }
}

/** Counts while it reads: a file can grow, and a pipe has no size. */
async function readStream(stream: AsyncIterable<Uint8Array>, limits: ReadLimits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limits.maxBytes) throw tooLarge(limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge({ maxBytes }: ReadLimits): UserError {
  return new UserError(`Has more than ${maxBytes} bytes; split it, or raise --max-size`);
}
