import { Readability } from "@mozilla/readability";
import type { Person } from "../../domain/article.ts";
import { cleaner } from "../content/cleaner.ts";
import { escapeHtml } from "../content/escape-html.ts";
import { isClean } from "../content/is-clean.ts";
import { sanitise } from "../content/sanitise.ts";
import { type BodyBlock, bodyBlocks, lineOf } from "./body-blocks.ts";
import { isBodyHead, type KnownFacts } from "./body-head.ts";
import { byline } from "./byline.ts";
import type { PageDocument } from "./page-dom.ts";
import { withAbout } from "./with-about.ts";

/** Where a body may be, besides where a readability library finds one. */
export interface OtherBodies {
  /** HTML that the page marks as the body. */
  readonly marked: string | undefined;
  /** What the page tells machines that its article says: plain text, or HTML. */
  readonly told: string | undefined;
}

/** The body of an article without what belongs in fields of its own. */
export interface PageBody {
  readonly content?: string;
  /** What the content says, without its markup. */
  readonly text: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
}

/** Chinese says in a hundred characters what English says in five hundred, the library's measure. */
const SHORT = 100;

/** Returns the body of `page`: the marked one, the one a library finds, or what is told. It changes the page. */
export function pageBody(
  page: PageDocument,
  { marked, told = "" }: OtherBodies,
  known: KnownFacts,
): PageBody {
  const found = marked ?? page.querySelector("[itemprop~=articleBody]")?.innerHTML ?? readable(page);
  const shown = bodyBlocks(cleaner(known.url)(found ?? ""));
  const length = shown.reduce((sum, { text, hasMedia }) => sum + (hasMedia ? SHORT : text.length), 0);
  // A page that scripts fill shows little but how to reach its editors.
  const isUnfilled = length < SHORT && length < told.length / 2;
  const blocks = isUnfilled ? bodyBlocks(cleaner(known.url)(markupOf(told))) : shown;
  while (blocks[0] && isBodyHead(blocks[0], known)) blocks.shift();

  let { authors = [] } = known;
  const editors: Person[] = [];
  for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
    const line = byline(lineOf(last));
    const isAbout = line.rest === "" && (line.about ?? line.abouts ?? line.authors[0]?.about) !== undefined;
    const described = isAbout ? withAbout(authors, line) : undefined;
    const isLabel =
      line.rest === "" && !isAbout && (line.editors.length > 0 || line.authors.length > 0 || line.source);
    if (!described && !isLabel) break;
    if (isLabel && authors.length === 0) authors = line.authors;
    authors = described ?? authors;
    editors.unshift(...line.editors);
    blocks.pop();
  }
  const text = blocks.map((block) => block.text).join("\n");
  const isShown = /\S/.test(text) || blocks.some(({ markup }) => /<(?:img|audio|video)\b/.test(markup));
  return { ...(isShown && { content: contentOf(blocks, known.url) }), text, authors, editors };
}

function readable(page: PageDocument): string | undefined {
  const options = { charThreshold: SHORT, disableJSONLD: true };
  return new Readability(page as never, options).parse()?.content ?? undefined;
}

/** What was cleaned once is clean, as a rule, when a part of it is left out. */
function contentOf(blocks: readonly BodyBlock[], url: string | undefined): string {
  const written = blocks.map(({ markup }) => markup).join("\n");
  return isClean(written) ? written : sanitise(written, url);
}

/** Machines are told text whose lines are its paragraphs, or markup. */
function markupOf(told: string): string {
  if (/<(?:p|br|div)\b/i.test(told)) return told;
  return told
    .split(/[\n\r]+/)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join("\n");
}
