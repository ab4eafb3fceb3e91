import { elementText, isElement, type PageDocument, type PageElement } from "../page/page-dom.ts";
import { headingTexts, MARKS } from "./heading-texts.ts";
import type { LinkIndex } from "./link-index.ts";
import { isMoreText } from "./link-title.ts";

const TABS = "a[href^='#'], [data-target^='#'], [data-bs-target^='#'], [role=tab]";
const MAX_LENGTH = 12;
const MAX_PANELS = 12;

/** Returns a function that returns the text of the tab that shows a panel: by its id, or by its place among the panels. */
export function tabFinder(page: PageDocument, index: LinkIndex): (panel: PageElement) => string | undefined {
  const stated = textsByPanel(page);
  const ofParent = new Map<PageElement, ReadonlyMap<PageElement, string>>();
  return (panel) => {
    const text = stated.get(`#${panel.id}`) ?? stated.get(panel.getAttribute("aria-labelledby") ?? "");
    const parent = panel.parentElement;
    if (text !== undefined || !parent) return text;
    const texts = ofParent.get(parent) ?? textsByOrder(parent, index);
    ofParent.set(parent, texts);
    return texts.get(panel);
  };
}

/** Returns the texts of tabs by what names them: the id of the panel, or their own. */
function textsByPanel(page: PageDocument): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const tab of page.querySelectorAll(TABS)) {
    const text = elementText(tab);
    if (text === undefined || text.length > MAX_LENGTH) continue;
    const target =
      tab.getAttribute("data-bs-target") ?? tab.getAttribute("data-target") ?? tab.getAttribute("href") ?? "";
    const names = [`#${tab.getAttribute("aria-controls") ?? ""}`, target, tab.id];
    for (const name of names.filter((one) => one.length > 1)) texts.set(name, text);
  }
  return texts;
}

/** Returns the texts of the tabs before the panels in `parent`, where there are as many; the tabs are before it, or its first child. */
function textsByOrder(parent: PageElement, index: LinkIndex): ReadonlyMap<PageElement, string> {
  const children = [...parent.childNodes].filter(isElement);
  const [first, ...rest] = children;
  const texts = [[parent.previousElementSibling, children] as const, [first, rest] as const].map(
    ([bar, panels]) => tabTexts(bar, panels, index),
  );
  return texts.find(({ size }) => size > 0) ?? new Map();
}

function tabTexts(
  bar: PageElement | null | undefined,
  panels: readonly PageElement[],
  index: LinkIndex,
): ReadonlyMap<PageElement, string> {
  const arePanels =
    panels.length > 1 &&
    panels.length <= MAX_PANELS &&
    panels.every(
      (panel) => index.holdsSeveral(panel) && panel.localName !== "li" && panel.localName !== "tr",
    );
  if (!bar || index.holds(bar) || !arePanels) return new Map();
  const texts = headingTexts(bar)
    .map(({ text }) => text)
    .filter((text) => !MARKS.test(text) && !isMoreText(text));
  const isBar = texts.length === panels.length && texts.every(({ length }) => length <= MAX_LENGTH);
  return new Map(isBar ? panels.map((panel, order) => [panel, texts[order] ?? ""]) : []);
}
