const FULL_WIDTH: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "!": "！",
  "?": "？",
};

const CHINESE = "[\\p{Script=Han}”’》〉」』）】…]";
const ENDS_IN_CHINESE = new RegExp(`${CHINESE}$`, "u");
const AFTER_CHINESE = new RegExp(`(?<=${CHINESE})[,;:!?]`, "gu");

/** Brackets around Chinese text become full-width on both sides. */
const BRACKETS = /\(([^()]*\p{Script=Han}[^()]*)\)/gu;

/** Marks that become full-width before a Chinese character too; a colon or semicolon there may belong to what is before. */
const BEFORE_CHINESE = /[,!?](?=\p{Script=Han})/gu;

/** Addresses stay as they are. */
const ADDRESS = /(https?:\/\/[^\s<>“”《》（），。；、]+)/;

/** Tells whether a BCP 47 tag means Chinese. */
export function isChinese(language: string): boolean {
  return /^zh\b/i.test(language);
}

/**
 * Returns `text` with the punctuation of Chinese print: marks between Chinese characters are full-width,
 * whichever were typed (GB/T 15834—2011 §5.1). Text in another language stays as it is.
 */
export function typesetText(text: string, language: string): string {
  return isChinese(language) ? fullWidth(text, "").text : text;
}

/**
 * Returns Chinese `text` with full-width marks, and its last character as it was typed; `before` is the last
 * character of the text before it, since a mark that follows a Chinese character is full-width.
 */
export function fullWidth(text: string, before: string): { readonly text: string; readonly last: string } {
  let last = before;
  const parts = text.split(ADDRESS).map((part, index) => {
    // Every other part is an address.
    if (index % 2 === 1) {
      last = part.at(-1) ?? last;
      return part;
    }
    if (part === "") return part;
    const bracketed = part.replace(BRACKETS, "（$1）").replace(BEFORE_CHINESE, toFullWidth);
    const continued = ENDS_IN_CHINESE.test(last) ? toFullWidth(bracketed.charAt(0)) : bracketed.charAt(0);
    // Some Chinese characters are two UTF-16 code units long.
    last = [...bracketed.slice(-2)].at(-1) ?? last;
    return continued + bracketed.replace(AFTER_CHINESE, toFullWidth).slice(1);
  });
  return { text: parts.join(""), last };
}

function toFullWidth(mark: string): string {
  return FULL_WIDTH[mark] ?? mark;
}
