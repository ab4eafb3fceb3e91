import { omitUndefined } from "../../domain/omit-undefined.ts";
import { webAddress } from "../content/web-address.ts";
import { byline } from "./byline.ts";
import { machineDate } from "./machine-date.ts";
import type { PageDocument } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

/** The names under which pages keep a fact, the surest first. */
const NAMES = {
  title: ["og:title", "twitter:title"],
  author: ["article:author", "author", "dc.creator", "dcterms.creator"],
  editor: ["editor", "article:editor"],
  source: ["source", "article:source", "dc.source"],
  published: [
    "article:published_time",
    "og:published_time",
    "publishdate",
    "publish_date",
    "publish-date",
    "pubdate",
    "bytedance:published_time",
    "og:release_date",
    "dc.date",
    "dcterms.created",
    "date",
  ],
  updated: ["article:modified_time", "og:updated_time", "bytedance:updated_time", "lastmodified"],
  summary: ["og:description"],
  image: ["og:image:secure_url", "og:image", "og:image:url", "twitter:image"],
  url: ["og:url"],
  language: ["og:locale"],
  section: ["article:section"],
  tag: ["article:tag"],
} as const satisfies Record<string, readonly string[]>;

/** Returns what the Open Graph, `article:` and other `meta` elements of `page` say of its article. */
export function pageMeta(page: PageDocument, url: string | undefined, timeZone: string): PageFacts {
  const metas = [...page.getElementsByTagName("meta")].map((meta) => ({
    name: (
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      ""
    ).toLowerCase(),
    content: (meta.getAttribute("content") ?? "").replace(/\s+/g, " ").trim(),
  }));
  const all = (fact: keyof typeof NAMES): string[] => {
    const name = NAMES[fact].find((wanted) =>
      metas.some((meta) => meta.name === wanted && meta.content !== ""),
    );
    return metas.filter((meta) => meta.name === name && meta.content !== "").map(({ content }) => content);
  };
  const first = (fact: keyof typeof NAMES): string | undefined => all(fact)[0];
  const links = [...page.getElementsByTagName("link")];
  const canonical = links.find((link) => link.getAttribute("rel") === "canonical")?.getAttribute("href");
  const names = [...all("author")].filter((name) => !/^(?:https?:|@)/i.test(name));

  return omitUndefined<PageFacts>({
    title: first("title"),
    authors: names.flatMap((name) => byline(`作者：${name}`).authors),
    editors: all("editor").flatMap((name) => byline(`编辑：${name}`).editors),
    source: named(first("source")),
    published: machineDate(first("published"), timeZone),
    updated: machineDate(first("updated"), timeZone),
    summary: first("summary"),
    image: webAddress(first("image"), url),
    url: webAddress(canonical, url) ?? webAddress(first("url"), url),
    language: first("language")?.replace("_", "-"),
    columnTitle: first("section"),
    tags: all("tag"),
  });
}

/** Some pages write the label into the value, and some only an address. */
function named(source: string | undefined): PageFacts["source"] {
  if (source === undefined || /^https?:/i.test(source)) return undefined;
  return { name: byline(source).source ?? source };
}
