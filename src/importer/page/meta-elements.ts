import { omitUndefined } from "../../domain/omit-undefined.ts";
import { articleImage, type StatedImage } from "../article-image.ts";
import { webAddress } from "../content/web-address.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { parseByline } from "../text/byline.ts";
import type { PageDocument } from "./page-dom.ts";
import type { PageFacts } from "./page-facts.ts";

/** The names of `meta` elements for each fact, the most reliable first. */
const META_NAMES = {
  title: ["og:title", "twitter:title", "articletitle"],
  author: ["article:author", "author", "dc.creator", "dcterms.creator"],
  editor: ["editor", "article:editor"],
  source: ["source", "article:source", "dc.source", "contentsource"],
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

/** Returns the facts in Open Graph, `article:`, Dublin Core and other `meta` elements, and the canonical address. */
export function metaElementFacts(page: PageDocument, base: string | undefined, timeZone: string): PageFacts {
  const metas = [...page.getElementsByTagName("meta")].map((meta) => ({
    name: (
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      ""
    ).toLowerCase(),
    content: (meta.getAttribute("content") ?? "").replace(/\s+/g, " ").trim(),
  }));
  const all = (fact: keyof typeof META_NAMES): string[] => {
    const name = META_NAMES[fact].find((candidate) =>
      metas.some((meta) => meta.name === candidate && meta.content !== ""),
    );
    return metas.filter((meta) => meta.name === name && meta.content !== "").map(({ content }) => content);
  };
  const first = (fact: keyof typeof META_NAMES): string | undefined => all(fact)[0];
  const dates = META_NAMES.published.flatMap((name) =>
    metas.flatMap((meta) => (meta.name === name && meta.content !== "" ? [meta.content] : [])),
  );
  const links = [...page.getElementsByTagName("link")];
  const canonical = links.find((link) => link.getAttribute("rel") === "canonical")?.getAttribute("href");
  const generator = /^\p{L}+/u.exec(metas.find(({ name }) => name === "generator")?.content ?? "")?.[0];
  // A template may name the makers of its program: `Discuz! Team`.
  const isOfProgram = (name: string) => generator !== undefined && name.startsWith(generator);
  const authorNames = all("author").filter((name) => !/^(?:https?:|@)/i.test(name) && !isOfProgram(name));

  return omitUndefined<PageFacts>({
    title: first("title"),
    authors: authorNames.flatMap((name) => parseByline(`作者：${name}`).authors),
    editors: all("editor").flatMap((name) => parseByline(`编辑：${name}`).editors),
    source: metaSource(first("source")),
    published: dates.map((text) => parseMetadataDate(text, timeZone)).find((date) => date !== undefined),
    dateText: dates[0],
    updated: parseMetadataDate(first("updated"), timeZone),
    summary: first("summary"),
    image: articleImage({ ...imageDetails(metas), url: first("image") }, base),
    url: webAddress(canonical, base) ?? webAddress(first("url"), base),
    language: first("language")?.replace("_", "-"),
    columnTitle: first("section"),
    tags: all("tag"),
  });
}

interface Meta {
  readonly name: string;
  readonly content: string;
}

/** Returns what follows the first picture in Open Graph, whose further properties belong to it (ogp.me, "Arrays"). */
function imageDetails(metas: readonly Meta[]): StatedImage {
  const isImage = ({ name }: Meta) => name === "og:image" || name === "og:image:url";
  const start = metas.findIndex(isImage);
  const others = metas.slice(start + 1);
  const end = others.findIndex((meta, index) => isImage(meta) && index > 0);
  const details = start === -1 ? [] : end === -1 ? others : others.slice(0, end);
  const detail = (name: string) => details.find((meta) => meta.name === `og:image:${name}`)?.content;
  return { width: detail("width"), height: detail("height"), type: detail("type"), alt: detail("alt") };
}

/** The value may include the label (`来源：`), and it may be an address, which is no name. */
function metaSource(source: string | undefined): PageFacts["source"] {
  if (source === undefined || /^https?:/i.test(source)) return undefined;
  return { name: parseByline(source).source ?? source };
}
