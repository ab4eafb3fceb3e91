import { Readability } from "@mozilla/readability";
import type { Person } from "../../domain/article.ts";
import { cleanHtml, isClean, sanitise } from "../content/sanitise.ts";
import { linesToHtml } from "../content/text.ts";
import type { Loss } from "../loss.ts";
import { parseDate } from "../parse-date.ts";
import { authorsWithRoles } from "../text/author-note.ts";
import { ANY_LABEL, namesNobody, parseByline, withoutOtherValues } from "../text/byline.ts";
import { reporters } from "../text/reporters.ts";
import { parseUnlabelledByline } from "../text/unlabelled-byline.ts";
import { type BodyBlock, blockLine, bodyBlocks } from "./body-blocks.ts";
import { isFooterBlock, withoutFooter } from "./footer-blocks.ts";
import type { PageDocument } from "./page-dom.ts";

/** The body according to the page itself, if it has one. */
interface DeclaredBodies {
  /** The HTML that the page marks as the article. */
  readonly markedHtml: string | undefined;
  /** The text of the article in the metadata: plain text, or HTML. */
  readonly metadataText: string | undefined;
}

/** The facts about the article that are known from elsewhere. */
interface KnownFacts {
  readonly title: string;
  readonly authors?: readonly Person[];
  readonly editors?: readonly Person[];
  readonly source?: { readonly name: string };
  readonly url: string | undefined;
}

/** The body of an article, without the lines that state its title, date, authors, editors and source. */
interface PageBody {
  /** Sanitised HTML; absent if nothing is left. */
  readonly content?: string;
  /** The plain text of the content. */
  readonly text: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  /** What the body of the page has and the content lacks. */
  readonly losses: readonly Loss[];
}

/** Readability expects 500 characters in an article; in Chinese, 100 say as much. */
const MIN_CHARACTERS = 100;
const MAX_HEAD_LENGTH = 200;
const MAX_HEAD_LINE_LENGTH = 80;
const MAX_HEAD_BLOCKS = 6;
const LABELS = new RegExp(ANY_LABEL, "g");
const DATE_OR_TIME = /\d{4}(?:[-/.年]\d{1,2}){2}日?|\d{1,2}(?::\d{2}){1,2}/g;

/**
 * Returns the body of `page`: the one that it marks, the one that Readability finds, or, if that is almost empty
 * because scripts fill the page, the text in the metadata. Changes the page.
 */
export function pageBody(
  page: PageDocument,
  { markedHtml, metadataText = "" }: DeclaredBodies,
  known: KnownFacts,
): PageBody {
  const found = markedHtml ?? page.querySelector("[itemprop~=articleBody]")?.innerHTML ?? readableHtml(page);
  const cleanBody = cleanHtml(found ?? "", known.url);
  const foundBlocks = bodyBlocks(cleanBody.html);
  const length = foundBlocks.reduce(
    (sum, { text, hasMedia }) => sum + (hasMedia ? MIN_CHARACTERS : text.length),
    0,
  );
  const isFilledByScripts = length < MIN_CHARACTERS && length < metadataText.length / 2;
  const { html, losses } = isFilledByScripts ? cleanHtml(metadataHtml(metadataText), known.url) : cleanBody;
  const blocks = [...withoutHeadAndFooter(isFilledByScripts ? bodyBlocks(html) : foundBlocks, known)];

  let { authors = [] } = known;
  const editors: Person[] = [];
  for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
    const line = parseByline(blockLine(last));
    const isNote =
      line.rest === "" && (line.about ?? line.rolesInOrder ?? line.authors[0]?.about) !== undefined;
    const described = isNote ? authorsWithRoles(authors, line) : undefined;
    const isByline =
      withoutOtherValues(line.rest) === "" &&
      !isNote &&
      blockLine(last).length <= MAX_HEAD_LENGTH &&
      (line.editors.length > 0 || line.authors.length > 0 || line.source || namesNobody(blockLine(last)));
    // A line such as `扫一扫` may stand above that of the editor.
    if (!described && !isByline && (blocks.length === 1 || !isFooterBlock(last))) break;
    if (isByline && authors.length === 0) authors = line.authors;
    authors = described ?? authors;
    editors.unshift(...line.editors);
    blocks.pop();
  }
  if (authors.length === 0) authors = reporters(blocks.map(blockLine));
  const text = blocks.map((block) => block.text).join("\n");
  const hasContent = /\S/.test(text) || blocks.some(({ html }) => /<(?:img|audio|video)\b/.test(html));
  return { ...(hasContent && { content: blocksHtml(blocks, known.url) }), text, authors, editors, losses };
}

/** Removes what is above and below the article; where that leaves one element around the article, also within it. */
function withoutHeadAndFooter(blocks: readonly BodyBlock[], known: KnownFacts): readonly BodyBlock[] {
  const kept = withoutFooter(blocks);
  const hasFooter = kept.length < blocks.length;
  while (kept[0] && isHeadBlock(kept[0], known)) kept.shift();
  const inner = hasFooter && kept.length === 1 ? bodyBlocks(kept[0]?.html ?? "") : [];
  return inner.length > 1 ? withoutHeadAndFooter(inner, known) : withoutTitle(kept, known);
}

/** Removes the title and byline between lines that are kept: those above the title, and a second title. */
function withoutTitle(blocks: readonly BodyBlock[], known: KnownFacts): readonly BodyBlock[] {
  const firstLong = blocks.findIndex(
    (block) => block.hasMedia || blockLine(block).length > MAX_HEAD_LINE_LENGTH,
  );
  const end = Math.min(firstLong === -1 ? 0 : firstLong, MAX_HEAD_BLOCKS);
  if (!blocks.slice(0, end).some((block) => blockLine(block) === known.title)) return blocks;
  return blocks.filter((block, index) => index >= end || !isHeadBlock(block, known));
}

function readableHtml(page: PageDocument): string | undefined {
  // The page has no frames but players, all of which are kept.
  const options = { charThreshold: MIN_CHARACTERS, disableJSONLD: true, allowedVideoRegex: /./ };
  // Readability's type is the `Document` of the DOM library, which is not loaded here.
  return new Readability(page as never, options).parse()?.content ?? undefined;
}

/** The blocks were cleaned together, so without some of them they are usually still clean. */
function blocksHtml(blocks: readonly BodyBlock[], url: string | undefined): string {
  const html = blocks.map((block) => block.html).join("\n");
  return isClean(html) ? html : sanitise(html, url).html;
}

function metadataHtml(text: string): string {
  return /<(?:p|br|div)\b/i.test(text) ? text : linesToHtml(text.split(/[\n\r]+/));
}

/** Tells whether a block above the article only states its title, date, authors, editors or source. */
function isHeadBlock(block: BodyBlock, known: KnownFacts): boolean {
  if (block.name === "time") return true;
  const line = blockLine(block);
  // A link to a player without a title shows its address, which may have a date in it.
  if (block.hasMedia || line.length > MAX_HEAD_LENGTH || /^https?:\S+$/.test(line)) return false;
  if (line === known.title || hasOnlyKnownNames(line, known)) return true;

  const { authors, editors, source, rest } = parseByline(line);
  const isByline = authors.length + editors.length + (source ? 1 : 0) > 0 || namesNobody(line);
  const isDateline = parseDate(line, "UTC") !== undefined && line.length < 80 && !/[。！？]/.test(line);
  if (parseUnlabelledByline(line).length > 0) return true;
  return (isByline && rest.length < 60) || (isDateline && rest.length < 40);
}

/** Tells whether a line has names that are known, and nothing else but labels and a date. */
function hasOnlyKnownNames(line: string, { authors = [], editors = [], source }: KnownFacts): boolean {
  const people = [...authors, ...editors, ...(source ? [source] : [])];
  const bareLine = withoutSpaces(line);
  const rest = people.reduce((text, { name }) => text.replaceAll(withoutSpaces(name), ""), bareLine);
  return rest !== bareLine && /^[\p{P}\p{S}]*$/u.test(rest.replace(DATE_OR_TIME, "").replace(LABELS, ""));
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, "");
}
