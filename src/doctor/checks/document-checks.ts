import type { FeedCheck } from "./check.ts";

const KB = 1024;

/** Sizes without compression at which something stops reading, the largest first. */
const SIZES: readonly { readonly bytes: number; readonly name: string; readonly who: string }[] = [
  { bytes: 3 * KB * KB, name: "3 MB", who: "FreshRSS cuts it there" },
  { bytes: KB * KB, name: "1 MB", who: "FeedBurner and some other services refuse it" },
  { bytes: 512 * KB, name: "512 KB", who: "some readers stop there" },
];

/** What a feed states about itself and its entries. */
export const DOCUMENT_CHECKS: readonly FeedCheck[] = [
  {
    id: "self",
    find: ({ first }) => {
      const { self, format, isOurs } = first.content.document;
      const { url } = first.answer;
      if (self === undefined) return undefined;
      const named = URL.canParse(self, url) ? new URL(self, url) : undefined;
      if (named?.href === url) return undefined;
      const label = format === "JSON Feed" ? "feed_url" : 'rel="self"';
      if (named === undefined || pathOf(named) !== pathOf(new URL(url)))
        return {
          problem: `${label} is another address, ${JSON.stringify(self)}`,
          advice:
            "name the address at which the feed is; FreshRSS moves subscriptions to the one that it names",
        };
      return {
        problem: `${label} is on another host, ${named.origin}`,
        advice: isOurs
          ? "correct PUBLIC_ORIGIN and deploy, or give readers the addresses on that host only"
          : "name the host at which the feed is; FreshRSS moves subscriptions to the one that it names",
      };
    },
  },
  {
    id: "public-origin",
    find: ({ first }, { publicOrigin }) => {
      const { origin } = new URL(first.answer.url);
      return publicOrigin !== undefined && first.content.document.isOurs && origin !== publicOrigin
        ? {
            problem: `it is served at ${origin}, and PUBLIC_ORIGIN is ${publicOrigin}`,
            advice: "look at the service at PUBLIC_ORIGIN, or correct it in wrangler.toml and deploy",
          }
        : undefined;
    },
  },
  {
    id: "size",
    find: ({ first }) => {
      const size = first.answer.body?.byteLength ?? 0;
      const passed = SIZES.find(({ bytes }) => size > bytes);
      return (
        passed && {
          problem: `the feed is larger than ${passed.name} (${Math.round(size / KB)} KB); ${passed.who}`,
          advice: "send fewer entries, or summaries",
        }
      );
    },
  },
  {
    id: "missing-ids",
    find: ({ first }) => {
      const { ids, format } = first.content.document;
      const missing = ids.filter((id) => id === undefined || id.trim() === "").length;
      const name = format === "RSS" ? "guid" : "id";
      return missing > 0
        ? {
            problem: `${missing} of ${ids.length} entries have no ${name}`,
            advice: `give each a ${name} that never changes; without one, readers show an edited entry as a new one`,
          }
        : undefined;
    },
  },
  {
    id: "repeated-ids",
    find: ({ first }) => {
      const ids = first.content.document.ids.filter((id) => id !== undefined);
      const seen = new Set<string>();
      const example = ids.find((id) => seen.size === seen.add(id).size);
      return example === undefined
        ? undefined
        : {
            problem: `several entries have the same id, as ${JSON.stringify(example.slice(0, 100))}`,
            advice: "give each its own; readers show only one of them",
          };
    },
  },
];

function pathOf({ pathname, search }: URL): string {
  return pathname + search;
}
