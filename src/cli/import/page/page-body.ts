import { Readability } from "@mozilla/readability";
import type { Person } from "../../../domain/article.ts";
import { plainText } from "../../../domain/markup.ts";
import { sanitise } from "../content/sanitise.ts";
import { byline } from "./byline.ts";
import { pageDate } from "./page-date.ts";
import { isElement, type PageDocument, type PageElement, type PageNode, pageDom } from "./page-dom.ts";
import { withAbout } from "./with-about.ts";

/** What is known of an article before its body is cut to it. */
export interface KnownFacts {
  readonly title: string | undefined;
  readonly authors: readonly Person[];
  readonly url: string | undefined;
}

/** The body of an article without what belongs in fields of its own. */
export interface PageBody {
  readonly content?: string;
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
}

/** Chinese says in a hundred characters what English says in five hundred, the library's measure. */
const SHORT = 100;

/** Returns the body of `page`: the `marked` one, or the one a readability library finds. It changes the page. */
export function pageBody(page: PageDocument, marked: string | undefined, known: KnownFacts): PageBody {
  const found = marked ?? page.querySelector("[itemprop~=articleBody]")?.innerHTML ?? readable(page);
  const holder = pageDom(`<body>${sanitise(found ?? "", known.url)}</body>`).body;
  const blocks = [...unwrapped(holder).childNodes].filter(
    (node) => node.textContent.trim() !== "" || (isElement(node) && hasMedia(node)),
  );
  while (blocks[0] && isAbove(blocks[0], known)) blocks.shift();

  let { authors } = known;
  const editors: Person[] = [];
  for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
    const line = byline(textLine(last.textContent));
    const people = line.about ?? line.authors[0];
    const isAbout = line.rest === "" && (line.about !== undefined || line.authors[0]?.about !== undefined);
    const described = isAbout && people ? withAbout(authors, people) : undefined;
    const isLabel =
      line.rest === "" && !isAbout && (line.editors.length > 0 || line.authors.length > 0 || line.source);
    if (!described && !isLabel) break;
    if (isLabel && authors.length === 0) authors = line.authors;
    authors = described ?? authors;
    editors.unshift(...line.editors);
    blocks.pop();
  }
  const written = blocks.map((node) => (isElement(node) ? outer(node) : node.textContent.trim())).join("\n");
  const content = sanitise(written, known.url);
  return {
    ...((plainText(content) || /<(?:img|audio|video)\b/.test(content)) && { content }),
    authors,
    editors,
  };
}

function readable(page: PageDocument): string | undefined {
  const options = { charThreshold: SHORT, disableJSONLD: true };
  return new Readability(page as never, options).parse()?.content ?? undefined;
}

/** The innermost element that alone holds all the rest. */
function unwrapped(element: PageElement): PageElement {
  const nodes = [...element.childNodes].filter((node) => node.textContent.trim() !== "" || isElement(node));
  const [only] = nodes;
  const isWrapper = nodes.length === 1 && only && isElement(only) && only.matches("div, section, article");
  return isWrapper ? unwrapped(only) : element;
}

function isAbove(node: PageNode, known: KnownFacts): boolean {
  if (isElement(node) && (hasMedia(node) || node.localName === "time")) return node.localName === "time";
  return isHead(textLine(node.textContent), known);
}

/** What stands above a body is its title, its date and who made it; they have fields of their own. */
function isHead(line: string, { title, authors }: KnownFacts): boolean {
  if (line === title || authors.some(({ name }) => line.replace(/\s/g, "") === name.replace(/\s/g, "")))
    return true;
  const { authors: named, editors, source, rest } = byline(line);
  const isLabelled = named.length + editors.length + (source ? 1 : 0) > 0;
  const isDated = pageDate(line, "UTC") !== undefined && line.length < 80 && !/[。！？]/.test(line);
  return (isLabelled && rest.length < 60) || (isDated && rest.length < 40);
}

function textLine(text: string): string {
  return text.replace(/[\n\r\t ]+/g, " ").trim();
}

function hasMedia(element: PageElement): boolean {
  const media = "img, audio, video, hr";
  return element.matches(media) || element.querySelector(media) !== null;
}

function outer(element: PageElement): string {
  return (element as PageElement & { readonly outerHTML: string }).outerHTML.replace(/\s+(<\/\w+>)$/, "$1");
}
