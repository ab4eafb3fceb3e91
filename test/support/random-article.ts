import fc from "fast-check";
import type { ArticleRecord } from "../../src/store/json-file/store-document.ts";
import { anArticle } from "./a-store.ts";

const awkward = fc.constantFrom(
  ...[
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?xml?>",
    "<b>",
    "</title>",
    "&",
    "&amp;",
    "&#38;",
    "&#x26;",
    "&lt;",
  ],
  ...['"', "'", "slot:0", "slot:1", " ", "\t", "\n", "\r", "\r\n", "\u0085", "\u2028", "\u00A0", "\uFEFF"],
  ...["\u0000", "\u0008", "\u000B", "\u000C", "\u001F", "\u007F", "\u009F", "\uFFFE", "\uFFFF", "\uFFFD"],
  ...[
    "\uD800",
    "\uDFFF",
    "\uDE00\uD83D",
    "😀",
    "👩‍👩‍👧",
    "\u{10FFFF}",
    "한국어",
    "가",
    "שלום",
    "مرحبا",
    "\u202E",
    "劳动",
  ],
);
const text = fc.string({
  unit: fc.oneof(
    awkward,
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
  maxLength: 12,
});
const longText = text.map((part) => part.repeat(10_000).slice(0, 10_000));
/** An article whose every text is awkward for a feed; one title in sixty has 10,000 characters. */
export const randomArticle = fc.record({
  title: fc.oneof({ weight: 60, arbitrary: text }, { weight: 1, arbitrary: longText }),
  author: text,
  editor: text,
  tags: fc.tuple(text, text),
  summary: text,
  content: text.map((inner) => `<p>${escapeHtml(inner)}</p>`),
});

export type RandomArticle = typeof randomArticle extends fc.Arbitrary<infer Value> ? Value : never;

/** Returns a record of the store that says what `random` does, legal in XML or not. */
export function recordOf({ author, editor, tags, ...says }: RandomArticle, index: number): ArticleRecord {
  return anArticle({
    id: `a${index}`,
    ...says,
    authors: [{ name: author }],
    editors: [{ name: editor }],
    tags,
  });
}

/** What is left of `text` by XML 1.0 §2.2, character by character. */
export function carried(text: string): string {
  return Array.from(text)
    .filter((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
      return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || point >= 0x10000;
    })
    .join("");
}

/** Returns `text` as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
