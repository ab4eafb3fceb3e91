import { omitUndefined } from "../../domain/omit-undefined.ts";
import { xmlSafeText } from "../../domain/text.ts";
import { UserError } from "../../operator/user-error.ts";
import type { Draft, Reader } from "../draft.ts";
import { articleLines } from "./article-lines.ts";
import { jsonLd } from "./json-ld.ts";
import { machineDate } from "./machine-date.ts";
import { microformats } from "./microformats.ts";
import { pageBody } from "./page-body.ts";
import { type PageDocument, pageDom } from "./page-dom.ts";
import { type PageFacts, pageFacts } from "./page-facts.ts";
import { pageLines } from "./page-lines.ts";
import { pageTeasers, removeLists } from "./page-lists.ts";
import { pageMeta } from "./page-meta.ts";
import { pageTitle } from "./page-title.ts";
import { sourceAddress } from "./source-address.ts";

/** The `time` of an article, not of what it tells. */
const DATELINE = "[pubdate], [itemprop=datePublished], article time, header time, main time";

/** Reads a saved page of one article: what its metadata say, then its text; and its body without the rest. */
export const htmlPage: Reader = async ({ name, text, url }, { timeZone, language, related }) => {
  const page = pageDom(xmlSafeText(text));
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
  if (!title) throw new UserError(`Found no title in ${name}; give the page of one article`);

  const { body, articleText, columnTitle, ...facts } = pageFacts(
    ...told,
    timeOf(page, timeZone),
    written(title, lines, timeZone),
  );
  const named = facts.source;
  const source =
    named && omitUndefined<typeof named>({ url: sourceAddress(page, named.name, base), ...named });
  const teasers = related ? pageTeasers(page, base) : [];
  removeLists(page);
  // Not the document's base: pages of one folder, or of a whole site, may share that.
  const address = facts.url ?? url;
  const bodies = { marked: body, told: articleText };
  const cut = pageBody(page, bodies, { ...facts, title, url: base ?? facts.url });
  if (!cut.content) throw new UserError(`Found no article in ${name}; give the page of one article`);

  const spoken = languageOf(page, facts);
  const { language: _, summary, ...rest } = facts;
  const draft: Draft = {
    tags: [],
    ...rest,
    ...(source && { source }),
    title,
    authors: cut.authors,
    editors: facts.editors ?? cut.editors,
    ...(address && { url: address }),
    ...(summary && !begins(cut.text, summary) && { summary }),
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
  const time = [...page.getElementsByTagName("time")].find((element) => element.matches(DATELINE));
  const published = machineDate(time?.getAttribute("datetime") ?? time?.textContent, timeZone);
  return published ? { published } : {};
}

function baseOf(page: PageDocument, url: string | undefined): string | undefined {
  const bases = [...page.getElementsByTagName("base")].map((element) => element.getAttribute("href"));
  const base = bases.find((href) => href !== null) ?? "";
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
function begins(text: string, summary: string): boolean {
  const bare = (one: string) => one.replace(/\s/g, "");
  return bare(text).startsWith(bare(summary).replace(/(?:\.{3}|…{1,6})$/, ""));
}
