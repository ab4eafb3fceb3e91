import { plainText } from "../../../domain/markup.ts";
import { legalText } from "../../../domain/text.ts";
import { Refusal } from "../../refusal.ts";
import type { Draft, Reader } from "../draft.ts";
import { articleLines } from "./article-lines.ts";
import { jsonLd } from "./json-ld.ts";
import { microformats } from "./microformats.ts";
import { pageBody } from "./page-body.ts";
import { pageDate } from "./page-date.ts";
import { type PageDocument, pageDom } from "./page-dom.ts";
import { type PageFacts, pageFacts } from "./page-facts.ts";
import { pageLines } from "./page-lines.ts";
import { pageTeasers, removeLists } from "./page-lists.ts";
import { pageMeta } from "./page-meta.ts";
import { pageTitle } from "./page-title.ts";

/** Reads a saved page of one article: what its metadata say, then its text; and its body without the rest. */
export const htmlPage: Reader = async ({ name, text, url }, { timeZone, language, related }) => {
  const page = pageDom(legalText(text));
  const base = baseOf(page, url);
  const told = [
    jsonLd(page, base, timeZone),
    pageMeta(page, base, timeZone),
    microformats(page, base, timeZone),
  ];
  const lines = pageLines(page.body);
  const title = pageTitle(
    page,
    told.map((facts) => facts.title),
    lines,
  );
  if (!title) throw new Refusal(`Found no title in ${name}; give the page of one article`);

  const { body, columnTitle, ...facts } = pageFacts(
    ...told,
    timeOf(page, timeZone),
    written(title, lines, timeZone),
  );
  const teasers = related ? pageTeasers(page, base) : [];
  removeLists(page);
  const address = facts.url ?? base;
  const cut = pageBody(page, body, { title, authors: facts.authors ?? [], url: base ?? facts.url });
  if (!cut.content) throw new Refusal(`Found no article in ${name}; give the page of one article`);

  const spoken = languageOf(page, facts);
  const { language: _, summary, ...rest } = facts;
  const draft: Draft = {
    tags: [],
    ...rest,
    title,
    authors: cut.authors,
    editors: facts.editors ?? cut.editors,
    ...(address && { url: address }),
    ...(summary && !begins(cut.content, summary) && { summary }),
    content: cut.content,
    ...(columnTitle && { columnTitle }),
    ...(spoken && !isSame(spoken, language) && { language: spoken }),
  };
  const others = teasers.filter((teaser) => teaser.title !== title);
  return { drafts: [draft, ...others.map((teaser) => ({ authors: [], editors: [], tags: [], ...teaser }))] };
};

/** What the text of the page says above and below its article. */
function written(title: string, lines: readonly string[], timeZone: string): PageFacts {
  const { authors, editors, source, published } = articleLines([title, ...lines], timeZone);
  return { authors, editors, ...(source && { source }), ...(published && { published }) };
}

function timeOf(page: PageDocument, timeZone: string): PageFacts {
  const time = page.querySelector(
    "time[pubdate], time[itemprop=datePublished], article time, header time, main time",
  );
  const published = pageDate(time?.getAttribute("datetime") ?? time?.textContent ?? "", timeZone);
  return published ? { published } : {};
}

function baseOf(page: PageDocument, url: string | undefined): string | undefined {
  const base = page.querySelector("base[href]")?.getAttribute("href") ?? "";
  const said = URL.canParse(base, url) ? new URL(base, url).href : url;
  return said !== undefined && /^https?:/.test(said) ? said : undefined;
}

function languageOf(page: PageDocument, facts: PageFacts): string | undefined {
  const said = page.documentElement.getAttribute("lang")?.trim() || facts.language;
  return said && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(said) ? said : undefined;
}

/** A page in `zh` is in the language of a site in `zh-CN`. */
function isSame(spoken: string, site: string): boolean {
  const [one, other] = [spoken.toLowerCase(), site.toLowerCase()];
  return one === other || other.startsWith(`${one}-`);
}

/** A summary that only repeats how the article begins says nothing more. */
function begins(content: string, summary: string): boolean {
  const bare = (text: string) => text.replace(/[\s\u3000]|\.{3}$|…+$/g, "");
  return bare(plainText(content)).startsWith(bare(summary));
}
