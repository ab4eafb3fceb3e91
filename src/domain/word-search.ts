import type { ArticleBody, ArticleHead } from "./article.ts";
import { foldText, foldVariants, mapFoldedText } from "./folded-text.ts";
import { parseVariants } from "./variants.ts";
import { characterBefore, kindOf, startsWithWord, wordsIn } from "./word-characters.ts";
import type { Term, Words } from "./words.ts";

/** Where all terms match: 0 in the title, 1 in the title, summary, names and tags together, 2 in the whole article. */
export type Tier = 0 | 1 | 2;

/** A part of a text, and whether it is what was searched for. */
export interface MarkedText {
  readonly text: string;
  readonly isMatch: boolean;
}

/** The fields of an article in which words are looked up. */
export interface SearchedArticle
  extends Pick<ArticleHead, "title" | "summary" | "authors" | "editors" | "source" | "tags"> {
  readonly body?: Pick<ArticleBody, "text"> | undefined;
}

/** A text that words are looked up in: a string, or what has these methods of one. */
export type SearchedText = Pick<string, "length" | "indexOf" | "startsWith" | "slice" | "charAt">;

/** Finds words in texts, in whichever form either is written. */
export interface WordSearch {
  /** Returns the text of all fields of `article` in the form in which words are looked up. */
  normalize(article: SearchedArticle): string;
  /** Returns a function that tells in which tier an article matches `words`, by its normalised text, if it does. */
  matcher(words: Words): (normalized: SearchedText) => Tier | undefined;
  /** Returns `text`, a field or a part of one, in parts: what `words` match in it, and what is between. */
  mark(text: string, words: Words): readonly MarkedText[];
}

/** Ends each field but the body: control characters that no text has. */
const FIELD_END = "\u001F";
/** Stands before the body. */
const HEAD_END = "\u001E";

/** The end of a line or a field. */
const END = new RegExp(`[\\n\\r\\u2028\\u2029${FIELD_END}${HEAD_END}]`);

/** A term that is looked up in folded text. */
interface FoldedTerm {
  readonly first: string;
  /** The words that follow the first one. */
  readonly rest: readonly string[];
  /** Whether the first word has to be at the beginning of a word, since its script has spaces between words. */
  readonly isAtStart: boolean;
  /** Whether the last word has to be at the end of a word. */
  readonly isAtEnd: boolean;
}

/** The parts of a text in which words are looked up. */
interface NormalizedParts {
  readonly title: string;
  /** The title, summary, names and tags. */
  readonly head: string;
  readonly body: string;
}

/** Returns the parts of what {@linkcode WordSearch.normalize} returned; no word of one goes on in the next. */
export function normalizedParts(normalized: string): NormalizedParts {
  const headEnd = normalized.indexOf(HEAD_END);
  return {
    title: normalized.slice(0, normalized.indexOf(FIELD_END)),
    head: normalized.slice(0, headEnd),
    body: normalized.slice(headEnd + 1),
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns a search for which characters are the same if they are variants of each other, such as traditional and
 * simplified ones. `loadVariants` returns them as `formatVariants` writes them; it is called when they are needed.
 */
export function wordSearch(loadVariants: () => string): WordSearch {
  let loaded: ReadonlyMap<string, string> | undefined;
  const variants = () => {
    loaded ??= parseVariants(loadVariants());
    return loaded;
  };
  let marked: { readonly text: string; readonly terms: readonly FoldedTerm[] } | undefined;
  const fold = (text: string) => foldText(text, variants());
  const foldedTerms = ({ text, terms }: Words, isExcluded: boolean) => {
    // A search of normalised texts needs only the variants in its words.
    const needed = loaded ?? parseVariants(loadVariants(), text);
    return terms.filter((term) => term.isExcluded === isExcluded).map((term) => foldTerm(term, needed));
  };

  return {
    normalize({ title, summary = "", authors, editors, source, tags, body }) {
      const names = [...authors, ...editors, ...(source ? [source] : [])].map(({ name }) => name);
      const fields = [title, summary, ...names, ...tags].map((field) => fold(field) + FIELD_END);
      return fields.join("") + HEAD_END + fold(body?.text ?? "");
    },

    matcher(words) {
      const [included, excluded] = [foldedTerms(words, false), foldedTerms(words, true)];
      return (normalized) => {
        let last = -1;
        for (const term of included) {
          const match = findTerm(normalized, term);
          if (!match) return undefined;
          last = Math.max(last, match.start);
        }
        if (excluded.some((term) => findTerm(normalized, term))) return undefined;
        if (last < normalized.indexOf(FIELD_END)) return 0;
        return last < normalized.indexOf(HEAD_END) ? 1 : 2;
      };
    },

    mark(text, words) {
      // Asked for one line of a text after another.
      if (marked?.text !== words.text) marked = { text: words.text, terms: foldedTerms(words, false) };
      const { terms } = marked;
      const plain = fold(text);
      // To fold a text takes far less time than to tell what each part of it is folded to.
      if (!terms.some((term) => findTerm(plain, term))) return text === "" ? [] : [{ text, isMatch: false }];
      const { folded, starts, ends } = mapFoldedText(text, variants());
      const matches = terms
        .flatMap((term) => [...findAll(folded, term)])
        .map(({ start, end }) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }))
        .sort((a, b) => a.start - b.start);
      const parts: MarkedText[] = [];
      let done = 0;
      const add = (end: number, isMatch: boolean) => {
        if (end > done) parts.push({ text: text.slice(done, end), isMatch });
        done = Math.max(done, end);
      };
      for (const { start, end } of joinRanges(matches)) {
        add(start, false);
        add(end, true);
      }
      add(text.length, false);
      return parts;
    },
  };
}

function foldTerm({ text, isPhrase }: Term, variants: ReadonlyMap<string, string>): FoldedTerm {
  const [first = "", ...rest] = wordsIn(foldVariants(text, variants)).map(({ word }) => word);
  const last = rest.at(-1) ?? first;
  return {
    first,
    rest,
    isAtStart: kindOf(first) === "spaced",
    isAtEnd: isPhrase && kindOf(characterBefore(last, last.length)) === "spaced",
  };
}

/** Returns where `term` first matches in `text` from `from` on. */
function findTerm(text: SearchedText, term: FoldedTerm, from = 0): Range | undefined {
  for (
    let start = text.indexOf(term.first, from);
    start !== -1;
    start = text.indexOf(term.first, start + 1)
  ) {
    if (term.isAtStart && kindOf(characterBefore(text, start)) === "spaced") continue;
    const end = endOfTerm(text, term, start + term.first.length);
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/** Returns where `term` ends whose first word ends at `end`; `undefined` if its other words do not follow. */
function endOfTerm(text: SearchedText, { rest, isAtEnd }: FoldedTerm, firstEnd: number): number | undefined {
  let end = firstEnd;
  for (const word of rest) {
    const start = endOfGap(text, end);
    if (start === end || !text.startsWith(word, start)) return undefined;
    end = start + word.length;
  }
  return isAtEnd && kindOf(text.slice(end, end + 2)) === "spaced" ? undefined : end;
}

/** Returns where what separates words ends that begins at `start`; `start` where nothing does, or a line ends. */
function endOfGap(text: SearchedText, start: number): number {
  let end = start;
  while (end < text.length && !END.test(text.charAt(end)) && !startsWithWord(text.slice(end, end + 2)))
    end += 1;
  return end;
}

function* findAll(text: string, term: FoldedTerm): Generator<Range> {
  for (let match = findTerm(text, term); match; match = findTerm(text, term, match.start + 1)) yield match;
}

/** Joins those of `ranges`, which are in the order of their starts, that overlap. */
function joinRanges(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range.start <= last.end)
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else joined.push(range);
  }
  return joined;
}
