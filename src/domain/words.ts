import { isSpaceBetween } from "./folded-text.ts";
import { characterBefore, foldForms, startsWithWord, wordsIn } from "./word-characters.ts";

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

/** A mark that belongs to names and numbers, alone between two words: `covid-19`, `3.5`, `卡尔·马克思`. */
const JOINS_WORDS = /^[-‐‑.'’_·•・‧]$/;
/** Marks that do so between digits: `1,000`, `18:30`. */
const JOINS_DIGITS = /^[,:]$/;

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
      const isExcluded = minus !== undefined && startsWithWord(chunk);
      for (const text of joinedWords(chunk)) yield { text, isPhrase: false, isExcluded };
    }
  }
}

/** Yields the words in `chunk`, together where a mark joins them. */
function* joinedWords(chunk: string): Generator<string> {
  const words = wordsIn(chunk);
  let text = "";
  for (const [index, { word, gap }] of words.entries()) {
    text += word;
    const next = words[index + 1]?.word ?? "";
    const isJoined =
      JOINS_WORDS.test(gap) || (JOINS_DIGITS.test(gap) && /\d$/.test(word) && /^\d/.test(next));
    if (isJoined && next !== "") text += gap;
    else {
      yield text;
      text = "";
    }
  }
}

/** Returns the words of `phrase`, with a mark, a space, or a mark and a space between two. */
function phraseText(phrase: string): string {
  const words = wordsIn(phrase);
  return words
    .map(({ word, gap }, index) => {
      const next = words[index + 1]?.word;
      if (next === undefined) return word;
      if (gap.trim() === "")
        return isSpaceBetween(characterBefore(word, word.length), next) ? `${word} ` : word;
      const [mark = ","] = gap.match(/[\p{P}\p{S}]/u) ?? [];
      return word + mark + (/\s$/.test(gap) ? " " : "");
    })
    .join("");
}

function formatTerm({ text, isPhrase, isExcluded }: Term): string {
  return `${isExcluded ? "-" : ""}${isPhrase ? `"${text}"` : text}`;
}
