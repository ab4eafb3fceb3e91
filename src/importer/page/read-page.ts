import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { xmlSafeText } from "../../domain/text.ts";
import { UserError } from "../../operator/user-error.ts";
import type { Draft, Reader } from "../draft.ts";
import type { Loss } from "../loss.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { articleLines } from "../text/article-lines.ts";
import { authorsInLine } from "../text/reporters.ts";
import { articlePages } from "./article-pages.ts";
import { bodySelector } from "./body-selector.ts";
import { jsonLdFacts } from "./json-ld.ts";
import { markedAuthors } from "./marked-people.ts";
import { metaElementFacts } from "./meta-elements.ts";
import { microformatFacts } from "./microformats.ts";
import { pageBody } from "./page-body.ts";
import { type PageDocument, pageDom } from "./page-dom.ts";
import { mergeFacts, type PageFacts } from "./page-facts.ts";
import { pageLines } from "./page-lines.ts";
import { pageTitle } from "./page-title.ts";
import { relatedArticles } from "./related-articles.ts";
import { removeBoilerplate } from "./remove-boilerplate.ts";
import { removePagers } from "./remove-pagers.ts";
import { sourceLink } from "./source-link.ts";

/** A `time` element that states when the article was published, not a time that the article is about. */
const PUBLICATION_TIME = "[pubdate], [itemprop=datePublished], article time, header time, main time";
/** The titles of pages on which servers list the files of a folder. */
const FILE_LISTING = /^(?:index of|directory listing for|directory:?) ?\//i;
/** An article without a date or author has at least so many characters outside links. */
const MIN_UNSIGNED_LENGTH = 200;
/** Every article has at least so many characters outside links. */
const MIN_LENGTH = 20;
/** The authors are at most so many lines below the title. */
const MAX_HEAD_LINES = 6;
const MAX_HEAD_LINE_LENGTH = 80;

/**
 * Reads a page like {@linkcode readPage}, but only if it is an article and not, for example, a list of links. If
 * it is not, and related articles are asked for, it returns those.
 */
export const readArticlePage: Reader = async (document, context) => {
  const result = await readPage(document, context);
  const [page, ...related] = result.drafts;
  // The last page of an article may have only a few words.
  if (!page || document.firstPage || isArticle(page)) return result;
  if (related.length > 0) return { drafts: related };
  throw new UserError("Has no article text, only links or a few words; give the page of one article");
};

/**
 * Reads the page of one article: its facts from the metadata and else from its text, and its body without the
 * rest of the page.
 */
export const readPage: Reader = async (
  { text, url, listedTitle, firstPage },
  { timeZone, language, related },
) => {
  const page = pageDom(xmlSafeText(text));
  const base = baseAddress(page, url);
  const metadata = [
    jsonLdFacts(page, base, timeZone),
    metaElementFacts(page, base, timeZone),
    microformatFacts(page, base, timeZone),
  ];
  const lines = pageLines(page.body);
  const metadataTitles = metadata.map((facts) => facts.title);
  const title = pageTitle(page, { metadataTitles, lines, listedTitle });
  if (!title) throw new UserError("Found no title; give the page of one article");

  const { body, articleText, columnTitle, dateText, ...facts } = mergeFacts(
    ...metadata,
    timeFacts(page, timeZone),
    lineFacts(title, lines, timeZone),
    { authors: markedAuthors(page) },
    { authors: headAuthors(title, lines) },
  );
  const source =
    facts.source &&
    omitUndefined<NonNullable<Draft["source"]>>({
      url: sourceLink(page, facts.source.name, base),
      ...facts.source,
    });
  const listed = related ? relatedArticles(page, base) : [];
  const pages = articlePages(page, text, { address: url ?? facts.url, base, firstPage });
  if (pages) removePagers(page, pages);
  removeBoilerplate(page);
  // Not `base`, which several pages of a folder or site may share.
  const address = facts.url ?? url;
  const sameElement = firstPage?.bodySelector ? page.querySelector(firstPage.bodySelector) : null;
  const bodies = { markedHtml: body ?? sameElement?.innerHTML, metadataText: articleText };
  const {
    content,
    losses: bodyLosses,
    ...found
  } = pageBody(page, bodies, { ...facts, title, url: base ?? facts.url });
  if (!content) throw new UserError("Found no article; give the page of one article");

  const pageLanguage = languageTag(page, facts);
  const { language: _, summary, ...rest } = facts;
  const isDateLost = dateText && !facts.published;
  const furtherPages = [...(pages?.further.values() ?? [])];
  const losses: Loss[] = [
    ...(isDateLost ? [{ kind: "date", text: dateText } as const] : []),
    ...furtherPages.map(({ address }) => ({ kind: "pages", text: address }) as const),
    ...bodyLosses,
  ];
  const draft: Draft = {
    tags: [],
    ...rest,
    ...(source && { source }),
    title,
    authors: found.authors,
    editors: facts.editors ?? found.editors,
    ...(address && { url: address }),
    ...(summary && !startsWithSummary(found.text, summary) && { summary }),
    content,
    ...(columnTitle && { columnTitle }),
    ...(pageLanguage && !isSiteLanguage(pageLanguage, language) && { language: pageLanguage }),
    ...(losses.length > 0 && { losses }),
  };
  return {
    drafts: [draft, ...listed.filter((other) => other.title !== title)],
    ...(pages && { pages: firstPage ? pages : { ...pages, bodySelector: bodySelector(text, found.text) } }),
  };
};

/** Tells whether a page states its author or date, or has more text than its links have. */
function isArticle({
  title,
  published,
  authors,
  editors,
  source,
  content = "",
  losses = [],
}: Draft): boolean {
  if (FILE_LISTING.test(title)) return false;
  const isSigned = Boolean(published || source) || authors.length + editors.length > 0;
  // A link to a player without a title shows its address.
  const links = [...content.matchAll(/<a\b[^>]*>(.*?)<\/a>/gs)].flatMap(([, text = ""]) =>
    /^https?:\S+$/.test(text) ? [] : [text],
  );
  // Counting characters takes time, and there may be thousands of pages.
  if (isSigned && links.length === 0) return true;
  const linkLength = countCharacters(links.join(""));
  const otherLength = countCharacters(content) - linkLength;
  const hasMedia = /<(?:img|audio|video)\b/.test(content) || losses.some(({ kind }) => kind === "players");
  if (otherLength < MIN_LENGTH && otherLength < linkLength && !hasMedia) return false;
  return (
    isSigned ||
    otherLength >= MIN_UNSIGNED_LENGTH ||
    (otherLength >= linkLength && (otherLength >= MIN_LENGTH || hasMedia))
  );
}

/** Counts letters and digits. */
function countCharacters(html: string): number {
  return html.replace(/<[^>]*>|[^\p{L}\p{N}]+/gu, "").length;
}

/** Returns the facts in the text above and below the article. */
function lineFacts(title: string, lines: readonly string[], timeZone: string): PageFacts {
  const { authors, editors, source, published } = articleLines(
    [title, ...withWholeTitle(title, lines)],
    timeZone,
  );
  return { authors, editors, ...(source && { source }), ...(published && { published }) };
}

/** Returns the authors in a short line below the title, without a label. */
function headAuthors(title: string, lines: readonly string[]): Person[] {
  for (const [index, line] of lines.entries()) {
    if (line !== title) continue;
    const below = lines.slice(index + 1, index + 1 + MAX_HEAD_LINES);
    const end = below.findIndex((one) => one.length > MAX_HEAD_LINE_LENGTH);
    const head = end === -1 ? below : below.slice(0, end);
    const found = head.map(authorsInLine).find((people) => people.length > 0);
    if (found) return found;
  }
  return [];
}

/** Joins the lines of a title that a page breaks into several, whose first could otherwise be taken for a name. */
function withWholeTitle(title: string, lines: readonly string[]): readonly string[] {
  const withoutSpaces = (text: string) => text.replace(/\s/g, "");
  const whole = withoutSpaces(title);
  for (const [start, line] of lines.entries()) {
    if (!whole.startsWith(withoutSpaces(line))) continue;
    const length = [2, 3, 4].find((one) => withoutSpaces(lines.slice(start, start + one).join("")) === whole);
    if (length !== undefined) return lines.toSpliced(start, length, title);
  }
  return lines;
}

function timeFacts(page: PageDocument, timeZone: string): PageFacts {
  const times = [...page.getElementsByTagName("time")];
  const time = times.find((element) => element.matches(PUBLICATION_TIME));
  const dateText = time?.getAttribute("datetime") ?? time?.textContent.trim();
  return omitUndefined<PageFacts>({ published: parseMetadataDate(dateText, timeZone), dateText });
}

function baseAddress(page: PageDocument, url: string | undefined): string | undefined {
  const bases = [...page.getElementsByTagName("base")].map((element) => element.getAttribute("href"));
  const href = bases.find((candidate) => candidate !== null) ?? "";
  const base = URL.canParse(href, url) ? new URL(href, url).href : url;
  return base !== undefined && /^https?:/.test(base) ? base : undefined;
}

function languageTag(page: PageDocument, facts: PageFacts): string | undefined {
  const tag = page.documentElement.getAttribute("lang")?.trim() || facts.language;
  return tag && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}

/** A page in `zh` is in the language of a site in `zh-CN`. */
function isSiteLanguage(language: string, siteLanguage: string): boolean {
  const [tag, siteTag] = [language.toLowerCase(), siteLanguage.toLowerCase()];
  return tag === siteTag || siteTag.startsWith(`${tag}-`);
}

/** Tells whether a summary only repeats the beginning of the article. */
function startsWithSummary(text: string, summary: string): boolean {
  const withoutSpaces = (words: string) => words.replace(/\s/g, "");
  return withoutSpaces(text).startsWith(withoutSpaces(summary).replace(/(?:\.{3}|…{1,6})$/, ""));
}
