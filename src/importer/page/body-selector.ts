import { type PageElement, pageDom } from "./page-dom.ts";

/** How much of a line of text is sought in a page. */
const MAX_SOUGHT = 40;

/**
 * Returns a selector of the element of a page that holds the text of its article, for the other pages: on a last page
 * with few words, it could not be found by its length.
 */
export function bodySelector(html: string, articleText: string): string | undefined {
  const page = pageDom(html);
  const bare = (text: string) => text.replace(/\s/g, "");
  const lines = articleText.split("\n").filter((line) => line.trim() !== "");
  const [start = "", end = ""] = [lines.at(0)?.slice(0, MAX_SOUGHT), lines.at(-1)?.slice(-MAX_SOUGHT)];
  if (bare(start) === "") return undefined;
  const holds = (element: PageElement) => {
    const text = bare(element.textContent);
    return element.localName !== "head" && text.includes(bare(start)) && text.includes(bare(end));
  };
  let body = page.body;
  for (let inner: PageElement | undefined = body; inner; ) {
    body = inner;
    inner = [...body.querySelectorAll(":scope > *")].find(holds);
  }
  for (
    let element: PageElement | null = body;
    element && element !== page.body;
    element = element.parentElement
  ) {
    const [name] = element.className.split(/\s+/).filter((one) => /^[a-z][\w-]*$/i.test(one));
    const selector = /^[a-z][\w-]*$/i.test(element.id)
      ? `#${element.id}`
      : name && `${element.localName}.${name}`;
    if (element.localName !== "p" && selector && [...page.querySelectorAll(selector)].length === 1)
      return selector;
  }
  return undefined;
}
