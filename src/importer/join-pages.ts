import { omitUndefined } from "../domain/omit-undefined.ts";
import type { Draft } from "./draft.ts";
import { mergeLosses } from "./loss.ts";
import { type BodyBlock, blockLine, bodyBlocks } from "./page/body-blocks.ts";

/** The number of a page behind a title, as in `(2)` or `第2页`. */
const PAGE_MARK = /[（(【[]?(?:第?\d{1,3}页?|第?[一二三四五六七八九十]+页?)[）)】\]]?$/;
/** An article on one page has at least so many times the characters of its first page. */
const MIN_GROWTH = 1.05;

/**
 * Returns the article whose pages are given in their order. What every page has at its beginning or end is there once;
 * what the first page does not state is taken from the others.
 */
export function joinPages(pages: readonly Draft[]): Draft {
  const [first] = pages;
  if (!first) throw new Error("An article has at least one page");
  const known = (name: "authors" | "editors") =>
    pages.map((page) => page[name]).find((people) => people.length > 0);
  const losses = mergeLosses(
    pages.flatMap((page) => page.losses ?? []).filter(({ kind }) => kind !== "pages"),
  );
  const { losses: _, ...fields } = first;
  return omitUndefined<Draft>({
    ...fields,
    source: pages.map(({ source }) => source).find((source) => source !== undefined),
    authors: known("authors") ?? [],
    editors: known("editors") ?? [],
    content: joinedContent(pages),
    losses: losses.length > 0 ? losses : undefined,
  });
}

/** Tells whether two pages have the same text: then the second is no further page of an article. */
export function haveSameText(one: Draft, other: Draft): boolean {
  return plainText(one) === plainText(other);
}

/** Tells whether two pages state one title, apart from the number of the page. */
export function haveSameTitle(one: Pick<Draft, "title">, other: Pick<Draft, "title">): boolean {
  return bareTitle(one.title) === bareTitle(other.title);
}

/** Tells whether `whole` has more text than the first page, whose beginning it shares. */
export function isWhole(whole: Draft, first: Draft): boolean {
  const [text, beginning] = [plainText(whole), plainText(first)];
  return text.length > beginning.length * MIN_GROWTH && text.includes(beginning.slice(0, 30));
}

function joinedContent(pages: readonly Draft[]): string {
  const bodies = pages.map(({ content = "" }) => bodyBlocks(content));
  const title = bareTitle(pages[0]?.title ?? "");
  const ownBlocks = bodies.map((blocks, page) => {
    if (page === 0) return blocks;
    const start = sharedLength(blocks, bodies[0] ?? []);
    const own = blocks.slice(start);
    return own[0] && bareTitle(blockLine(own[0])) === title ? own.slice(1) : own;
  });
  const withoutEnds = ownBlocks.map((blocks, page) => {
    const next = ownBlocks[page + 1]?.toReversed() ?? [];
    return blocks.slice(0, blocks.length - sharedLength(blocks.toReversed(), next));
  });
  return withoutEnds.flatMap((blocks) => blocks.map(({ html }) => html)).join("\n");
}

/** Returns with how many equal blocks two bodies begin. */
function sharedLength(blocks: readonly BodyBlock[], others: readonly BodyBlock[]): number {
  const end = blocks.findIndex((block, index) => block.html !== others[index]?.html);
  return end === -1 ? blocks.length : end;
}

function plainText({ content = "" }: Draft): string {
  return content.replace(/<[^>]*>|\s/g, "");
}

function bareTitle(title: string): string {
  return title.replace(/\s/g, "").replace(PAGE_MARK, "");
}
