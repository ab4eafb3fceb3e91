/** A program that reads feeds, and how it asks for one. */
export interface Reader {
  readonly name: string;
  /** The headers of its first request; without validators. */
  readonly headers: Readonly<Record<string, string>>;
  /** A person looks at the answer, so it may be a page. */
  readonly isBrowser?: boolean;
}

/**
 * The readers that a feed is looked at as. Their headers are those of their source code in the version that stands in
 * `User-Agent`, or of SimplePie, libcurl, `feedkit` and Gecko, with which some of them fetch. Feedly and Inoreader are
 * not open: what they send is known from the access logs of servers.
 */
export const READERS: readonly Reader[] = [
  {
    name: "FreshRSS",
    headers: {
      "user-agent": "FreshRSS/1.26.3 (Linux; https://freshrss.org)",
      accept:
        "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, " +
        "text/html;q=0.7, unknown/unknown;q=0.1, application/unknown;q=0.1, */*;q=0.1",
      "accept-encoding": "deflate, gzip, br",
    },
  },
  {
    name: "Miniflux",
    headers: {
      "user-agent": "Mozilla/5.0 (compatible; Miniflux/2.2.13; +https://miniflux.app)",
      accept:
        "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, " +
        "text/html, */*;q=0.9",
      "accept-encoding": "br, gzip",
    },
  },
  {
    name: "Feedly",
    headers: {
      "user-agent": "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; )",
      accept: "*/*",
      "accept-encoding": "gzip",
    },
  },
  {
    name: "Inoreader",
    headers: {
      "user-agent": "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 26 subscribers; )",
      accept: "*/*",
      "accept-encoding": "gzip, deflate",
    },
  },
  {
    name: "NewsBlur",
    headers: {
      "user-agent":
        "NewsBlur Feed Fetcher - 5 subscribers - https://www.newsblur.com/site/1/feed " +
        '("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
        'Version/14.0.1 Safari/605.1.15")',
      accept: "application/atom+xml, application/rss+xml, application/xml;q=0.8, text/xml;q=0.6, */*;q=0.2",
      "accept-encoding": "gzip, deflate",
    },
  },
  {
    name: "NetNewsWire",
    headers: {
      "user-agent": "NetNewsWire (RSS Reader; https://netnewswire.com/)",
      accept: "*/*",
      "accept-language": "en-US,en;q=0.9",
      "accept-encoding": "gzip, deflate, br",
    },
  },
  {
    name: "Feedbin",
    headers: {
      "user-agent": "Feedbin feed-id:1 - 10 subscribers",
      "accept-encoding": "gzip, deflate",
    },
  },
  {
    name: "newsboat",
    headers: {
      "user-agent": "Newsboat/2.40.0 (Linux x86_64)",
      accept: "*/*",
      "accept-encoding": "gzip, deflate",
    },
  },
  {
    name: "Thunderbird",
    headers: {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.14.0",
      accept:
        "application/atom+xml,application/rss+xml;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7," +
        "text/xml;q=0.7,*/*;q=0.1",
      "accept-language": "en-US,en;q=0.5",
      "accept-encoding": "gzip, deflate, br",
      // It has no validator yet, and sends this so that no server answers 304.
      "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT",
    },
  },
  {
    // A program that reads feeds of others; it sends what a browser sends, except for Accept.
    name: "RSS-Bridge",
    headers: {
      "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Firefox/102.0",
      accept: "application/rss+xml, application/atom+xml, */*",
      "accept-language": "en-US,en;q=0.5",
      "accept-encoding": "deflate, gzip, br",
      "upgrade-insecure-requests": "1",
      "sec-fetch-dest": "document",
      "sec-fetch-mode": "navigate",
      "sec-fetch-site": "none",
      "sec-fetch-user": "?1",
      te: "trailers",
    },
  },
  { name: "curl", headers: { "user-agent": "curl/8.5.0", accept: "*/*" } },
  {
    name: "a browser",
    isBrowser: true,
    headers: {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
      "accept-language": "en-US,en;q=0.5",
      "accept-encoding": "gzip, deflate, br",
      "upgrade-insecure-requests": "1",
      "sec-fetch-dest": "document",
      "sec-fetch-mode": "navigate",
      "sec-fetch-site": "none",
      "sec-fetch-user": "?1",
    },
  },
];
