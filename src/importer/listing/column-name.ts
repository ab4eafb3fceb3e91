import { elementText, type PageDocument, type PageElement } from "../page/page-dom.ts";
import type { ListHeading } from "./list-heading.ts";
import { listedAddress } from "./listed-address.ts";
import type { PageLink } from "./page-link.ts";

/** What a heading names: the column, something that begins with the column's name, the page, or another thing. */
export type Naming = "column" | "begins" | "page" | "other";

/** The page on which a column is looked for. */
interface NamedPage {
  readonly page: PageDocument;
  /** Of relative addresses. */
  readonly base: string;
  readonly links: readonly PageLink[];
  readonly columnTitle: string;
}

const TITLE_PARTS = /\s*[-–—_|｜·•»:：]+\s*/;
const KIND =
  /^(?:category|tag|label|archives?|栏目|分类|标签)(?=.)|(?<=.)(?:频道|栏目|专栏|首页|更多|more)$/g;

/** Tells what headings and texts name. */
interface NamingFinder {
  ofHeading(heading: ListHeading): Naming;
  ofText(text: string): Naming;
}

/** Returns a finder of what the headings of a page name. */
export function namingFinder({ page, base, columnTitle, links }: NamedPage): NamingFinder {
  const column = plain(columnTitle);
  const pageNames = new Set(titleNames(page).map(plain));
  // Where a heading is a picture, or in another language, it may lead to the column that the navigation names.
  const addresses = new Set(links.filter(({ title }) => plain(title) === column).map(({ url }) => url));
  const isLinked = (element: PageElement) =>
    [...element.getElementsByTagName("a"), element].some((link) =>
      addresses.has(listedAddress(link.getAttribute("href"), base) ?? ""),
    );
  function ofText(text: string): Naming {
    const name = plain(text);
    if (name === "") return "other";
    if (name === column) return "column";
    return beginsWith(name, column) ? "begins" : pageNames.has(name) ? "page" : "other";
  }
  return {
    ofText,
    ofHeading: ({ element, text, fullText }) => {
      const namings = [ofText(text), ofText(fullText)];
      if (isLinked(element)) return "column";
      return (["column", "begins", "page"] as const).find((naming) => namings.includes(naming)) ?? "other";
    },
  };
}

/** Tells whether a page is that of a column, as its title or its main heading says. */
export function isPageOfColumn(page: PageDocument, columnTitle: string): boolean {
  return titleNames(page).some((name) => beginsWith(plain(name), plain(columnTitle)));
}

function titleNames(page: PageDocument): string[] {
  const title = elementText(page.querySelector("title")) ?? "";
  const heading = elementText(page.querySelector("h1")) ?? "";
  return [heading, title, ...title.split(TITLE_PARTS)];
}

function beginsWith(name: string, column: string): boolean {
  return name !== "" && (name === column || (column.length > 1 && name.startsWith(column)));
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "")
    .replace(KIND, "");
}
