import { LRUCache } from "lru-cache";
import { type Coding, encode } from "./coding.ts";
import type { Representation } from "./representation.ts";

/** A representation as it is sent: its bytes in one coding, and the entity tag of exactly these bytes. */
export interface Rendition extends Omit<Representation, "body"> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly coding: Coding;
  /** Strong (RFC 9110 §8.8.1), so no two codings share one. */
  readonly etag: string;
}

/** Keeps renditions, so that each is rendered, hashed and compressed once. */
export interface RenditionCache {
  /** Returns the rendition of `key` in `coding`; calls `render` only when no coding of it is kept. */
  get(key: string, coding: Coding, render: () => Promise<Representation>): Promise<Rendition>;
}

/** Returns an empty cache that holds at most `bytes` bytes of bodies and forgets what was not asked for longest. */
export function renditionCache(bytes: number): RenditionCache {
  const kept = new LRUCache<string, Rendition>({
    maxSize: bytes,
    sizeCalculation: (rendition, key) => rendition.bytes.length + key.length + 512,
  });

  async function get(key: string, coding: Coding, render: () => Promise<Representation>): Promise<Rendition> {
    const found = kept.get(`${coding} ${key}`);
    if (found) return found;
    const rendition =
      coding === "identity"
        ? await rendered(await render())
        : coded(await get(key, "identity", render), coding);
    if (rendition.maxAge !== undefined) kept.set(`${coding} ${key}`, rendition);
    return rendition;
  }

  return { get };
}

async function rendered({ body, ...rest }: Representation): Promise<Rendition> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 12);
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { ...rest, bytes, coding: "identity", etag: `"${hash}"` };
}

function coded(identity: Rendition, coding: Coding): Rendition {
  return {
    ...identity,
    bytes: encode(identity.bytes, coding),
    coding,
    etag: `${identity.etag.slice(0, -1)}-${coding}"`,
  };
}
