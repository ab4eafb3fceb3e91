import { parseHTML } from "linkedom";

/** What a page says of itself in its head. */
export interface PageHead {
  readonly canonical: string | undefined;
  readonly alternates: readonly { readonly type: string; readonly title: string; readonly href: string }[];
  readonly icons: readonly string[];
  /** The content of every `meta` with a property, in their order. */
  readonly properties: readonly (readonly [string, string])[];
  /** The JSON-LD of the page. */
  readonly data: readonly unknown[];
  /** The paths of all pages of the service that it links to. */
  readonly paths: readonly string[];
}

/** Reads the head of a page, and where its links lead. */
export function pageHead(html: string, address: string): PageHead {
  const { document } = parseHTML(html);
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
  const said = (element: Element, name: string) => element.getAttribute(name) ?? "";
  const { origin } = new URL(address);
  return {
    canonical: all('link[rel="canonical"]')
      .map((link) => said(link, "href"))
      .at(0),
    alternates: all('link[rel~="alternate"]').map((link) => ({
      type: said(link, "type"),
      title: said(link, "title"),
      href: said(link, "href"),
    })),
    icons: all('link[rel$="icon"]').map((link) => said(link, "href")),
    properties: all("meta[property]").map((meta) => [said(meta, "property"), said(meta, "content")] as const),
    data: all('script[type="application/ld+json"]').map((script) => JSON.parse(script.textContent ?? "")),
    paths: all("a[href]")
      .map((link) => new URL(said(link, "href"), address))
      .filter((target) => target.origin === origin)
      .map(({ pathname, search }) => `${pathname}${search}`),
  };
}
