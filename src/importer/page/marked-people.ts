import type { Person } from "../../domain/article.ts";
import { parseByline } from "../text/byline.ts";
import { authorsInLine } from "../text/reporters.ts";
import { parseNames } from "../text/unlabelled-byline.ts";
import type { PageDocument, PageElement } from "./page-dom.ts";
import { pageLines } from "./page-lines.ts";

const CANDIDATES = "a[rel~=author], [itemprop~=author], [class]";
/** The classes of elements that have the names of the authors. */
const AUTHOR_CLASS =
  /(?:^|\s)(?:(?:post|entry|article|art|news|content)[-_]?)?(?:authors?|writers?|byline|au|zuozhe)(?:[-_]?names?)?(?:\s|$)/i;
/** Parts of a page that name other people: those who comment, and the authors of other articles. */
const OTHER_PARTS =
  /(?:^|[-_\s])(?:comments?|pinglun|liuyan|gentie|reply|replies|related|recommend(?:ed)?|sidebar|hot|rank(?:ing)?)(?:$|[-_\s])/i;
const MAX_LENGTH = 60;

/** Returns the authors in the first element that the page marks as theirs, and in those beside it. */
export function markedAuthors(page: PageDocument): Person[] {
  let first: PageElement | undefined;
  const authors = new Map<string, Person>();
  for (const element of page.body.querySelectorAll(CANDIDATES)) {
    if (!isMarked(element) || (first && element.parentElement !== first.parentElement)) continue;
    if (isInOtherPart(element)) continue;
    const people = namesIn(element);
    if (people.length === 0) continue;
    first ??= element;
    for (const person of people) if (!authors.has(person.name)) authors.set(person.name, person);
  }
  return [...authors.values()];
}

function isMarked(element: PageElement): boolean {
  return AUTHOR_CLASS.test(element.className) || element.matches("a[rel~=author], [itemprop~=author]");
}

function isInOtherPart(element: PageElement): boolean {
  if (element.closest("aside, nav, footer")) return true;
  for (let one: PageElement | null = element; one && one.localName !== "body"; one = one.parentElement)
    if (OTHER_PARTS.test(`${one.className} ${one.id}`)) return true;
  return false;
}

function namesIn(element: PageElement): Person[] {
  const text = pageLines(element).join(" ").replace(/\s+/g, " ");
  if (text === "" || text.length > MAX_LENGTH) return [];
  const { authors } = parseByline(text);
  if (authors.length > 0) return [...authors];
  const inLine = authorsInLine(text);
  return inLine.length > 0 ? inLine : parseNames(text.replace(/^(?:作者|文)(?=\s)/, ""));
}
