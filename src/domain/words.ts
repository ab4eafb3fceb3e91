import { foldForms, WORD } from "./word-characters.ts";

/** The longest text of {@linkcode Words}, in code points. */
export const MAX_WORDS_LENGTH = 200;

/** The most terms that {@linkcode Words} have. */
export const MAX_TERMS = 16;

/** What articles are searched for: all terms must match. */
export interface Words {
  /** The terms as a query has them, in one form of all that mean the same; parsing it gives the same words. */
  readonly text: string;
  readonly terms: readonly Term[];
}

/** A part of {@linkcode Words}. */
export interface Term {
  /**
   * Words in lower case, with what separates them: `g20峰会`, `covid-19`, `a phrase`. In an article they must follow
   * each other, whatever separates them there.
   */
  readonly text: string;
  /** Whether the last word must be whole, as in a quoted phrase. Otherwise it may be the beginning of a word. */
  readonly isPhrase: boolean;
  /** Whether it must not match. */
  readonly isExcluded: boolean;
}

/** Any of them opens a phrase, and any of them closes it. */
const QUOTES = '"“”„‟「」『』〝〞〟«»';

/** A quoted phrase, or what stands between white space and quotes, each with the minus before it. */
const PHRASE_OR_CHUNK = new RegExp(
  `(?<minus>(?<![^\\s${QUOTES}])[-−])?(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)[${QUOTES}]?|(?<chunk>[^\\s${QUOTES}]+))`,
  "gu",
);

/** Words, joined where only a mark that belongs to names and numbers is between: `covid-19`, `3.5`, `1,000`, `卡尔·马克思`. */
const JOINED_WORDS = new RegExp(
  `(?!\\p{M})${WORD}+(?:(?:[-‐‑.'’_·•・‧]|(?<=\\p{N})[,:](?=\\p{N}))${WORD}+)*`,
  "gu",
);

const STARTS_WITH_WORD = new RegExp(`^${WORD}`, "u");
const WORD_AND_GAP = new RegExp(`(?<word>(?!\\p{M})${WORD}+)(?<gap>(?:(?!${WORD})[^])*)`, "gu");

const LAST_GAP = new RegExp(`(?:(?!${WORD})[^])+$`, "u");

/**
 * Parses a query: terms that are separated by white space or punctuation, `"quoted phrases"`, and a `-` before what
 * must not match. Returns `undefined` where there is nothing to look for.
 *
 * @throws {RangeError} if the query has more characters or terms than the maximum; its message says what is allowed
 */
export function parseWords(query: string): Words | undefined {
  requireAtMost([...query].length, MAX_WORDS_LENGTH, "characters");
  const terms = new Map<string, Term>();
  for (const term of termsIn(foldForms(query))) terms.set(formatTerm(term), term);
  requireAtMost(terms.size, MAX_TERMS, "terms");
  const text = [...terms.keys()].join(" ");
  // Some characters are written as several.
  requireAtMost([...text].length, MAX_WORDS_LENGTH, "characters");
  return text === "" ? undefined : { text, terms: [...terms.values()] };
}

function requireAtMost(found: number, maximum: number, what: string): void {
  if (found > maximum) throw new RangeError(`Found ${found} ${what}; at most ${maximum} are allowed`);
}

function* termsIn(query: string): Generator<Term> {
  for (const { groups: { minus, phrase, chunk = "" } = {} } of query.matchAll(PHRASE_OR_CHUNK)) {
    if (phrase !== undefined) {
      const text = phraseText(phrase);
      if (text !== "") yield { text, isPhrase: true, isExcluded: minus !== undefined };
    } else {
      const isExcluded = minus !== undefined && STARTS_WITH_WORD.test(chunk);
      for (const [text] of chunk.matchAll(JOINED_WORDS)) yield { text, isPhrase: false, isExcluded };
    }
  }
}

/** Returns the words of `phrase`, with a mark, a space, or a mark and a space between two. */
function phraseText(phrase: string): string {
  const parts = Array.from(phrase.matchAll(WORD_AND_GAP), ({ groups: { word = "", gap = "" } = {} }) => {
    if (gap.trim() === "") return `${word} `;
    const [mark = ","] = gap.match(/[\p{P}\p{S}]/u) ?? [];
    return word + mark + (/\s$/.test(gap) ? " " : "");
  });
  return parts.join("").replace(LAST_GAP, "");
}

function formatTerm({ text, isPhrase, isExcluded }: Term): string {
  return `${isExcluded ? "-" : ""}${isPhrase ? `"${text}"` : text}`;
}
