import { CODINGS, type Coding, encode } from "./coding.ts";
import type { Representation } from "./representation.ts";
import { sizeLimitedCache } from "./size-limited-cache.ts";

/** A representation as it is sent: its bytes in one coding. */
export interface Rendition extends Omit<Representation, "body"> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly coding: Coding;
  /** Strong (RFC 9110 §8.8.1): a hash of the bytes before they were coded, and the coding. */
  readonly etag: string;
}

/** What is known of the store in which a rendition was rendered, or found to be current. */
export interface StoreFacts {
  /** Renditions of one key and version are the same. */
  readonly version: string;
  readonly lastModified: Date;
  readonly nextChange: Date | undefined;
}

/** A rendition that is kept, with the store that it was last current in, and when that was. */
interface KeptRendition {
  readonly rendition: Rendition;
  readonly facts: StoreFacts;
  readonly at: Date;
}

/** Keeps renditions, so that each is rendered, hashed and compressed once. */
interface RenditionCache {
  /**
   * Returns the rendition of `key` in `coding` as it is at the instant `now` in the store of `facts`. Calls `render`
   * only where no coding of it is kept of this version and no other caller is rendering it; others wait for that one.
   */
  get(
    key: string,
    coding: Coding,
    state: { readonly facts: StoreFacts; readonly now: Date },
    render: () => Promise<Representation>,
  ): Promise<Rendition>;
  /** Returns the latest rendition of `key` that is kept, of whichever version, in `coding`. */
  latest(key: string, coding: Coding): KeptRendition | undefined;
  /** Drops all renditions of `key`. */
  remove(key: string): void;
}

/** Counted for each kept rendition besides its bytes and key. */
const ENTRY_OVERHEAD_BYTES = 512;

/**
 * Returns an empty cache that holds at most `maxBytes` of bodies, and drops the least recently used first. Of each key
 * and coding it keeps one rendition, that of the version that was asked for last.
 */
export function renditionCache(maxBytes: number): RenditionCache {
  const kept = sizeLimitedCache<KeptRendition>(
    maxBytes,
    ({ rendition: { bytes } }, key) => bytes.length + key.length + ENTRY_OVERHEAD_BYTES,
  );
  const rendering = new Map<string, Promise<Rendition>>();

  function keep(key: string, one: KeptRendition): Rendition {
    const { rendition } = one;
    if (rendition.maxAge !== undefined) kept.set(`${rendition.coding} ${key}`, one);
    return rendition;
  }

  function find(
    key: string,
    coding: Coding,
    state: { readonly facts: StoreFacts; readonly now: Date },
  ): Rendition | undefined {
    const found = kept.get(`${coding} ${key}`);
    if (found?.facts.version !== state.facts.version) return undefined;
    return keep(key, { rendition: found.rendition, facts: state.facts, at: state.now });
  }

  async function identity(
    key: string,
    state: { readonly facts: StoreFacts; readonly now: Date },
    render: () => Promise<Representation>,
  ): Promise<Rendition> {
    const found = find(key, "identity", state);
    if (found) return found;
    const versionedKey = `${state.facts.version} ${key}`;
    const underway = rendering.get(versionedKey);
    if (underway) return underway;
    const work = render().then(hashed);
    rendering.set(versionedKey, work);
    try {
      return keep(key, { rendition: await work, facts: state.facts, at: state.now });
    } finally {
      rendering.delete(versionedKey);
    }
  }

  return {
    async get(key, coding, { facts: { version, lastModified, nextChange }, now }, render) {
      // A snapshot holds more than is to be kept.
      const state = { facts: { version, lastModified, nextChange }, now };
      const found = find(key, coding, state);
      if (found) return found;
      const rendition = await identity(key, state, render);
      if (coding === "identity") return rendition;
      // While this caller waited, another may have compressed it.
      return (
        find(key, coding, state) ??
        keep(key, { rendition: inCoding(rendition, coding), facts: state.facts, at: now })
      );
    },

    latest(key, coding) {
      const [coded, identity] = [kept.get(`${coding} ${key}`), kept.get(`identity ${key}`)];
      if (!identity || (coded && coded.at >= identity.at)) return coded;
      return { ...identity, rendition: inCoding(identity.rendition, coding) };
    },

    remove(key) {
      for (const coding of CODINGS) kept.remove(`${coding} ${key}`);
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
  if (coding === "identity") return identity;
  return {
    ...identity,
    bytes: encode(identity.bytes, coding),
    coding,
    etag: `${identity.etag.slice(0, -1)}-${coding}"`,
  };
}
