import { isElement, type PageElement, type PageNode } from "../page/page-dom.ts";
import { parseDate, parseMetadataDate } from "../parse-date.ts";
import { dateInAddress } from "./address-date.ts";
import { type DateMark, dateMark, headingYear, isDateText, isLabelledDate } from "./date-text.ts";
import type { LinkGroup } from "./link-group.ts";
import type { LinkIndex } from "./link-index.ts";
import type { PageLink } from "./page-link.ts";

/** An item of a list, or a text between items that has a date or a year. */
interface ListPart {
  readonly link?: PageLink;
  readonly mark?: DateMark | undefined;
  readonly year?: string | undefined;
}

/** What is known of the page for the dates of a list. */
interface ItemContext {
  /** Of the links that may be articles. */
  readonly candidates: LinkIndex;
  /** Of the links that are most likely articles. */
  readonly likely: LinkIndex;
  readonly timeZone: string;
}

const DATE_ATTRIBUTES = [
  "datetime",
  "data-time",
  "data-date",
  "data-datetime",
  "data-timestamp",
  "data-publish-time",
  "data-pubdate",
  "data-published",
];
const UPDATED = /(?:^|[\s_-])(?:updated|modified)(?:$|[\s_-])/i;
const MAX_NODES = 400;
const MAX_DATE_LENGTH = 100;
/** How much text an item has besides its title where nothing else shows its end. */
const MAX_TEXT_BESIDE = 300;

/** Returns the elements of the items of a list: the largest around each link that hold no other address of the list. */
export function itemElements({
  container,
  links,
}: Pick<LinkGroup, "container" | "links">): Map<PageElement, PageLink> {
  const addresses = new Map<PageElement, Set<string>>();
  const around = (element: PageElement): PageElement[] => {
    const elements: PageElement[] = [];
    for (let one: PageElement | null = element; one && one !== container; one = one.parentElement)
      elements.push(one);
    return elements;
  };
  for (const { element, url } of links) {
    for (const one of around(element)) addresses.set(one, (addresses.get(one) ?? new Set()).add(url));
  }
  const items = new Map<PageElement, PageLink>();
  for (const link of links) {
    const own = around(link.element).filter((one) => addresses.get(one)?.size === 1);
    const item = own.at(-1) ?? link.element;
    if (!items.has(item)) items.set(item, link);
  }
  return items;
}

/**
 * Returns the dates that stand beside the links of a list, in their items or between them. A day without a year counts
 * where the address, or the heading above, states the year.
 */
export function itemDates(
  group: LinkGroup,
  { candidates, likely, timeZone }: ItemContext,
): Map<string, DateMark> {
  const container = group.links.length === 1 ? surroundings(group, likely) : group.container;
  const items = itemElements({ container, links: group.links });
  const aroundItems = new Set<PageElement>();
  for (const item of items.keys()) {
    for (
      let one = item.parentElement;
      one && one !== container && !aroundItems.has(one);
      one = one.parentElement
    )
      aroundItems.add(one);
  }

  const parts: ListPart[] = [];
  function walk(element: PageElement): void {
    for (const child of element.childNodes) {
      const link = isElement(child) ? items.get(child) : undefined;
      if (isElement(child) && link) parts.push({ link, mark: dateInside(child, link.title, timeZone) });
      else if (isElement(child) && aroundItems.has(child)) walk(child);
      else if (!isElement(child) || !candidates.holds(child)) {
        const text = spacedText(child);
        const [year, mark] = [headingYear(text), dateMark(text, timeZone)];
        if (year !== undefined || mark) parts.push({ year, mark });
      }
    }
  }
  walk(container);
  return assignDates(parts, timeZone);
}

/** Gives each item its own date; else the one between the items that is before it, if one is before the first; else the one after it. */
function assignDates(parts: readonly ListPart[], timeZone: string): Map<string, DateMark> {
  const marks = new Map<string, DateMark>();
  const between = parts.filter(({ link, mark }) => !link && mark);
  const isSingle = parts.filter(({ link }) => link).length === 1;
  // A date alone above several items is more likely that of the page.
  const isBefore =
    parts.find(({ link, mark }) => link ?? mark)?.link === undefined && (between.length > 1 || isSingle);
  let [year, before]: [string | undefined, DateMark | undefined] = [undefined, undefined];
  let previous: PageLink | undefined;
  for (const { link, mark, year: stated } of parts) {
    year = link ? year : (stated ?? year);
    if (!link && isBefore) before = mark ?? before;
    const target = link ?? (isBefore ? undefined : previous);
    const found = link ? (mark ?? before) : mark;
    if (target && found && !marks.has(target.url))
      marks.set(target.url, withYear(found, target.url, year, timeZone));
    previous = link ?? previous;
  }
  return marks;
}

/** Gives the items of a list the date above it, such as that of a day, or its year to those with a month and a day. */
export function withDateAbove(
  { links, dates }: { readonly links: readonly PageLink[]; readonly dates: ReadonlyMap<string, DateMark> },
  dateAbove: string,
  timeZone: string,
): Map<string, DateMark> {
  const [year, above] = [headingYear(dateAbove), dateMark(dateAbove, timeZone)];
  return new Map(
    links.flatMap(({ url }) => {
      const mark = dates.get(url) ?? (above?.date && above);
      return mark ? [[url, withYear(mark, url, year, timeZone)] as const] : [];
    }),
  );
}

function withYear(mark: DateMark, url: string, year: string | undefined, timeZone: string): DateMark {
  if (mark.date || mark.monthAndDay === undefined) return mark;
  const [month, day] = mark.monthAndDay.split("-").map(Number);
  const dated = dateInAddress(url);
  const isSame = dated?.month === month && dated?.day === day;
  const stated = isSame ? dated?.year : year;
  const date = stated === undefined ? undefined : parseDate(`${stated}-${month}-${day}`, timeZone);
  return { ...mark, ...(date && { date }) };
}

/** Returns the element around the only link of a list and what belongs to it, as far as there is little other text. */
function surroundings({ container, links: [link] }: LinkGroup, likely: LinkIndex): PageElement {
  const own = new Set(link && [link.url]);
  let item = link?.element ?? container;
  const length = item.textContent.length + MAX_TEXT_BESIDE;
  for (
    let around = item.parentElement;
    around && around.localName !== "body";
    around = around.parentElement
  ) {
    if (around.textContent.length > length || likely.holdsOther(around, own)) break;
    item = around;
  }
  return item.parentElement ?? container;
}

/** Returns the date in an item: one for machines, else a text that is a date, else one beside other words. */
function dateInside(item: PageElement, title: string, timeZone: string): DateMark | undefined {
  const nodes = [...descendants(item)];
  const elements = nodes.filter(isElement);
  const stated = elements
    .filter(({ className }) => !UPDATED.test(className))
    .concat(elements.filter(({ className }) => UPDATED.test(className)))
    .map((element) => dateOfAttributes(element, timeZone))
    .find((date) => date !== undefined);
  if (stated) return { date: stated };

  const texts = nodes
    .filter((node) => !isElement(node))
    .map((node) => node.textContent.replace(/\s+/g, " ").trim())
    .filter((text) => text !== "" && !title.includes(text))
    .map((text) => text.replace(title, " "));
  let partial: DateMark | undefined;
  // The day may be in an element beside that of the month.
  for (const find of [() => texts.filter(isLabelledDate), () => dateGroups(elements), () => texts]) {
    const marks = find().map((text) => dateMark(text, timeZone));
    const whole = marks.find((mark) => mark?.date);
    if (whole) return whole;
    partial ??= marks.find((mark) => mark?.monthAndDay) ?? marks.find((mark) => mark !== undefined);
  }
  return partial;
}

function dateGroups(elements: readonly PageElement[]): string[] {
  return elements
    .filter(({ textContent }) => textContent.length <= MAX_DATE_LENGTH)
    .map(spacedText)
    .filter(isDateText);
}

function dateOfAttributes(element: PageElement, timeZone: string): Date | undefined {
  for (const name of DATE_ATTRIBUTES) {
    const value = element.getAttribute(name);
    const date = value ? parseMetadataDate(value, timeZone) : undefined;
    if (date) return date;
  }
  const title = element.getAttribute("title") ?? "";
  const line = title.split(/[\r\n]+/).find(isLabelledDate);
  if (line) return parseDate(line, timeZone);
  const isPublished = element.getAttribute("itemprop") === "datePublished";
  return isPublished ? parseMetadataDate(element.getAttribute("content") ?? undefined, timeZone) : undefined;
}

function* descendants(element: PageElement): Generator<PageNode> {
  const stack: PageNode[] = [element];
  for (let count = 0; count < MAX_NODES; count++) {
    const node = stack.pop();
    if (!node) return;
    yield node;
    if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
}

/** Returns the text of a node, with a space between what is in different elements. */
function spacedText(node: PageNode): string {
  if (!isElement(node)) return node.textContent.replace(/\s+/g, " ").trim();
  const texts = [...descendants(node)]
    .filter((one) => !isElement(one))
    .map(({ textContent }) => textContent.trim());
  return texts.filter((text) => text !== "").join(" ");
}
