import type { Platform } from "../messages/texts.ts";

/** A feed reader. `subscribe`, followed by the percent-encoded address of a feed, is its page for subscribing. */
export interface Reader {
  readonly name: string;
  readonly subscribe: string;
}

/** Feed readers on the web, in alphabetical order. */
export const WEB_READERS: readonly Reader[] = [
  { name: "Feedbin", subscribe: "https://feedbin.com/?subscribe=" },
  // Feedly names a feed by "feed/" and its address, and reads both as one segment.
  { name: "Feedly", subscribe: "https://feedly.com/i/subscription/feed%2F" },
  { name: "Inoreader", subscribe: "https://www.inoreader.com/?add_feed=" },
  { name: "NewsBlur", subscribe: "https://www.newsblur.com/?url=" },
  { name: "The Old Reader", subscribe: "https://theoldreader.com/feeds/subscribe?url=" },
];

/** Feed readers that people host themselves; `subscribe` follows the address of their host. */
export const SELF_HOSTED_READERS: readonly Reader[] = [
  { name: "FreshRSS", subscribe: "/i/?c=feed&a=add&url_rss=" },
  { name: "Miniflux", subscribe: "/bookmarklet?uri=" },
];

interface Platformed {
  readonly platform: Platform;
  readonly readers: readonly { readonly name: string; readonly url: string }[];
}

/** Free feed readers for beginners, in alphabetical order. */
export const READERS_BY_PLATFORM: readonly Platformed[] = [
  { platform: "apple", readers: [{ name: "NetNewsWire", url: "https://netnewswire.com/" }] },
  {
    platform: "android",
    readers: [
      { name: "Feeder", url: "https://github.com/spacecowboy/Feeder" },
      { name: "Read You", url: "https://github.com/ReadYouApp/ReadYou" },
    ],
  },
  {
    platform: "windows",
    readers: [
      { name: "Fluent Reader", url: "https://github.com/yang991178/fluent-reader" },
      { name: "Thunderbird", url: "https://www.thunderbird.net/" },
    ],
  },
  {
    platform: "linux",
    readers: [
      { name: "Newsboat", url: "https://newsboat.org/" },
      { name: "Thunderbird", url: "https://www.thunderbird.net/" },
    ],
  },
  {
    platform: "server",
    readers: [
      { name: "FreshRSS", url: "https://freshrss.org/" },
      { name: "Miniflux", url: "https://miniflux.app/" },
    ],
  },
];

/** Returns the page of a web reader for subscribing to the feed at `address`. */
export function subscribeHref({ subscribe }: Reader, address: string): string {
  return subscribe + encodeURIComponent(address);
}

/** Returns the link that opens `address` in a program that is registered for the scheme `feed:`. */
export function programHref(address: string): string {
  // draft-obasanjo-feed-URI-scheme-02: "feed://" would stand for http alone.
  return `feed:${address}`;
}
