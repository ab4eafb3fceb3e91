import { type Coding, encode } from "./coding.ts";
import type { Representation } from "./representation.ts";
import { sizeLimitedCache } from "./size-limited-cache.ts";

/** A representation as it is sent: its bytes in one coding. */
export interface Rendition extends Omit<Representation, "body"> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly coding: Coding;
  /** Strong (RFC 9110 §8.8.1): a hash of the bytes before they were coded, and the coding. */
  readonly etag: string;
}

/** Keeps renditions, so that each is rendered, hashed and compressed once. */
interface RenditionCache {
  /**
   * Returns the rendition of `key` in `coding`. Calls `render` only where no coding of it is kept and no other
   * caller is rendering it; others wait for that one.
   */
  get(key: string, coding: Coding, render: () => Promise<Representation>): Promise<Rendition>;
}

/** Counted for each kept rendition besides its bytes and key. */
const ENTRY_OVERHEAD_BYTES = 512;

/** Returns an empty cache that holds at most `maxBytes` of bodies, and drops the least recently used first. */
export function renditionCache(maxBytes: number): RenditionCache {
  const kept = sizeLimitedCache<Rendition>(
    maxBytes,
    ({ bytes }, key) => bytes.length + key.length + ENTRY_OVERHEAD_BYTES,
  );
  const rendering = new Map<string, Promise<Rendition>>();

  async function identity(key: string, render: () => Promise<Representation>): Promise<Rendition> {
    const found = kept.get(`identity ${key}`);
    if (found) return found;
    const underway = rendering.get(key);
    if (underway) return underway;
    const work = render().then(hashed);
    rendering.set(key, work);
    try {
      return keep(key, await work);
    } finally {
      rendering.delete(key);
    }
  }

  function keep(key: string, rendition: Rendition): Rendition {
    if (rendition.maxAge !== undefined) kept.set(`${rendition.coding} ${key}`, rendition);
    return rendition;
  }

  return {
    async get(key, coding, render) {
      const found = kept.get(`${coding} ${key}`);
      if (found) return found;
      const rendition = await identity(key, render);
      if (coding === "identity") return rendition;
      // While this caller waited, another may have compressed it.
      return kept.get(`${coding} ${key}`) ?? keep(key, inCoding(rendition, coding));
    },
  };
}

async function hashed({ body, ...rest }: Representation): Promise<Rendition> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 12);
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { ...rest, bytes, coding: "identity", etag: `"${hash}"` };
}

function inCoding(identity: Rendition, coding: Coding): Rendition {
  return {
    ...identity,
    bytes: encode(identity.bytes, coding),
    coding,
    etag: `${identity.etag.slice(0, -1)}-${coding}"`,
  };
}
