import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "!": "！",
  "?": "？",
};

/** What is written letter by letter as it is. */
const VERBATIM = new Set(["code", "kbd", "pre", "samp", "var"]);

const CHINESE = /[\p{Script=Han}”’》〉」』）】…]/u;

/**
 * Returns `text` as a Chinese paper prints it: punctuation between Chinese letters is full-width, whichever
 * the author typed (GB/T 15834—2011 §5.1). Text in another language stays as it is.
 */
export function typesetText(text: string, language: string): string {
  return isChinese(language) ? fullWidth(text, "").text : text;
}

/** Returns `html` with its texts as {@linkcode typesetText} returns them, and its markup as it is. */
export function typesetMarkup(html: string, language: string): string {
  if (!isChinese(language) || !/[,;:!?(]/.test(html)) return html;
  let written = "";
  let end = 0;
  let before = "";
  for (const { from, to } of texts(parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)) {
    // A parser moves what is nested wrongly, so the tree's order is not always the text's.
    if (from < end) continue;
    const { text, last } = fullWidth(html.slice(from, to), before);
    written += html.slice(end, from) + text;
    end = to;
    before = last;
  }
  return written + html.slice(end);
}

function isChinese(language: string): boolean {
  return /^zh\b/i.test(language);
}

/** Brackets around Chinese are Chinese marks on both sides. */
const BRACKETS = /\(([^()]*\p{Script=Han}[^()]*)\)/gu;

/** Marks that are Chinese before a Chinese letter too; a colon or semicolon there may belong to what is before. */
const BEFORE_CHINESE = /[,!?](?=\p{Script=Han})/gu;

/** What stands as it was typed, whatever is around it. */
const ADDRESS = /(https?:\/\/[^\s<>“”《》（），。；、]+)/;

/** A mark that follows a Chinese letter, in this text or at the end of the one `before` it, is a Chinese mark. */
function fullWidth(text: string, before: string): { text: string; last: string } {
  let last = before;
  const parts = text.split(ADDRESS).map((part, index) => {
    // Every other part is an address.
    if (index % 2 === 1) {
      last = part.at(-1) ?? last;
      return part;
    }
    const bracketed = part
      .replace(BRACKETS, "（$1）")
      .replace(BEFORE_CHINESE, (mark) => FULL_WIDTH[mark] ?? mark);
    return [...bracketed]
      .map((letter) => {
        const set = CHINESE.test(last) ? (FULL_WIDTH[letter] ?? letter) : letter;
        last = letter;
        return set;
      })
      .join("");
  });
  return { text: parts.join(""), last };
}

function* texts(nodes: readonly Node[]): Generator<{ readonly from: number; readonly to: number }> {
  for (const node of nodes) {
    if (node.nodeName === "#text" && node.sourceCodeLocation) {
      yield { from: node.sourceCodeLocation.startOffset, to: node.sourceCodeLocation.endOffset };
    }
    if ("childNodes" in node && !VERBATIM.has(node.nodeName)) yield* texts(node.childNodes);
  }
}
