import type { Validators } from "../importer/draft.ts";
import type { Loss } from "../importer/loss.ts";
import type { Connections } from "./connections.ts";

/** Where one document is read from. */
export type Source =
  | {
      readonly kind: "file";
      readonly name: string;
      readonly path: string;
      /** It was found in a folder or by a glob, where there may also be files that are not articles. */
      readonly isFound?: boolean;
    }
  | { readonly kind: "stdin"; readonly name: string }
  | { readonly kind: "address"; readonly name: string; readonly address: string };

/** A source that cannot be used. */
export interface FailedSource {
  readonly from: string;
  /** One line for the operator: what was found, and what to do. */
  readonly reason: string;
}

/** What a source states that is part of none of its articles. */
export interface SourceLosses {
  readonly from: string;
  readonly losses: readonly Loss[];
}

/** The content of a source, not decoded, and what its server states about it. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  /** The `Content-Type` header. */
  readonly contentType?: string;
  /** Its address after all redirects. */
  readonly url?: string;
  /** The server answered 304 to the given validators; `bytes` is empty. */
  readonly notModified?: boolean;
  readonly validators?: Validators;
}

/** The limits and options for reading one source. */
export interface ReadLimits {
  /** The maximum size of a file, of standard input, and of a response both before and after decompression. */
  readonly maxBytes: number;
  /** Milliseconds for one whole request: connection, header and body. */
  readonly timeout: number;
  /** Whether, or which, IP addresses outside the public Internet may be connected to. */
  readonly allowPrivate?: boolean | ((ip: string) => boolean) | undefined;
  /** The validators of the version from an earlier import. */
  readonly validators?: Validators | undefined;
  /** The page about this site, for the `User-Agent` header. */
  readonly homepage?: string;
  /** Where connections are kept for further requests to the same origin; without it, each request has its own. */
  readonly connections?: Connections;
  /** Ends the request when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Sends each request, those of redirects included, by calling `send`; may wait before that, or throw instead. */
  readonly inTurn?: <Result>(url: URL, send: () => Promise<Result>) => Promise<Result>;
  /** Resolves a host name; the system does by default. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Standard input; that of the process by default. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}
