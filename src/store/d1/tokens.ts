import { kindOf, kindOfPoint } from "../../domain/word-characters.ts";
import { normalizedParts, type WordSearch } from "../../domain/word-search.ts";
import type { Term, Words } from "../../domain/words.ts";

// Marks before tokens: private-use characters, which are in no word.
/** Before the number of a list that an article is in. */
export const LIST_MARK = "\uE000";
const IN_TITLE = "\uE001";
const IN_HEAD = "\uE002";
const BEGINNING = "\uE003";

/** Tokens are cut off there, in code points. */
const MAX_TOKEN_LENGTH = 64;

/** Up to this length, in code points, the beginnings of words are tokens of their own. */
const MAX_BEGINNING_LENGTH = 5;

/** In which part of an article words are looked up: its title, its title, summary, names and tags, or all of it. */
type TokenScope = "title" | "head" | "all";

const SCOPE_MARKS: Readonly<Record<TokenScope, string>> = { title: IN_TITLE, head: IN_HEAD, all: "" };

/** Returns the tokens of an article with these {@linkcode textTokens}, with those of the lists that it is in. */
export function articleTokens(ofText: string, lists: readonly number[]): string {
  return [...lists.map(listToken), ofText].join(" ");
}

/**
 * Returns the tokens of the text of an article, in the form in which words are looked up, with spaces between them, each
 * once: its words in scripts with spaces between words, and their beginnings of up to five characters; and of other
 * scripts each character, and each two that follow each other. Those in the title, and in title, summary, names and
 * tags, are there once more with a mark.
 */
export function textTokens(normalized: string): string {
  const { title, head, body } = normalizedParts(normalized);
  const tokens = new Set<string>();
  forEachToken(title, (token) => tokens.add(IN_TITLE + token));
  forEachToken(head, (token) => tokens.add(token).add(IN_HEAD + token));
  forEachToken(body, (token) => tokens.add(token));
  return [...tokens].join(" ");
}

/** Returns the token of the articles in the list with this number; queries write it too. */
export function listToken(list: number): string {
  return `${LIST_MARK}${list}`;
}

/** Returns `token` as an expression of FTS5. */
export function quoteToken(token: string): string {
  return `"${token.replaceAll('"', '""')}"`;
}

/** Words as expressions of FTS5, each in parentheses where it has several tokens. */
export interface WordsExpressions {
  /** All of these match wherever the words do. */
  readonly all: readonly string[];
  /** None of these matches where the words do. */
  readonly none: readonly string[];
  /** Whether the words match wherever these say so; otherwise, what they find is to be compared with the words. */
  readonly isExact: boolean;
}

/** Returns what finds the articles that have the terms of `words` in `scope`, and nowhere what they exclude. */
export function wordsExpressions(
  { terms }: Words,
  search: Pick<WordSearch, "normalize">,
  scope: TokenScope = "all",
): WordsExpressions {
  const fold = (title: string) =>
    normalizedParts(search.normalize({ title, authors: [], editors: [], tags: [] })).title;
  const expressions = terms.flatMap((term) => {
    const runs = runsIn(fold(term.text));
    const { isExcluded } = term;
    return runs.length === 0
      ? []
      : [{ isExcluded, ...termExpression(runs, term, isExcluded ? "all" : scope) }];
  });
  return {
    all: expressions.flatMap(({ isExcluded, expression }) => (isExcluded ? [] : [expression])),
    // What matches more than its term would exclude too much.
    none: expressions.flatMap(({ isExcluded, isExact, expression }) =>
      isExcluded && isExact ? [expression] : [],
    ),
    isExact: expressions.every(({ isExact }) => isExact),
  };
}

/** Characters that follow each other and are of one kind. */
interface Run {
  readonly characters: readonly string[];
  readonly isSpaced: boolean;
}

function termExpression(
  runs: readonly Run[],
  { isPhrase }: Term,
  scope: TokenScope,
): { readonly expression: string; readonly isExact: boolean } {
  const mark = SCOPE_MARKS[scope];
  const tokens = runs.flatMap(({ characters, isSpaced }, index): string[] => {
    if (isSpaced) {
      const mayGoOn = index === runs.length - 1 && !isPhrase;
      return [mayGoOn ? beginningExpression(characters, mark) : quoteToken(mark + cut(characters))];
    }
    const pairs = characters.slice(1).map((character, pair) => (characters[pair] ?? "") + character);
    return (pairs.length === 0 ? characters : pairs).map((token) => quoteToken(mark + token));
  });
  const [run] = runs;
  // A token of the maximum length may be a longer word that was cut off.
  const isExact =
    runs.length === 1 &&
    run !== undefined &&
    run.characters.length <= (run.isSpaced ? MAX_TOKEN_LENGTH - 1 : 2);
  const unique = [...new Set(tokens)];
  return { expression: unique.length === 1 ? unique.join("") : `(${unique.join(" AND ")})`, isExact };
}

/** Returns what finds the words that begin with `characters`. */
function beginningExpression(characters: readonly string[], mark: string): string {
  if (characters.length <= MAX_BEGINNING_LENGTH) return quoteToken(mark + BEGINNING + characters.join(""));
  const token = quoteToken(mark + cut(characters));
  return characters.length > MAX_TOKEN_LENGTH ? token : `${token} *`;
}

function cut(characters: readonly string[]): string {
  return characters.slice(0, MAX_TOKEN_LENGTH).join("");
}

/** Calls `use` with each token of folded text, of which some may come again. Articles have thousands, so nothing is copied. */
function forEachToken(text: string, use: (token: string) => void): void {
  /** Where the word begins, or the character of a script without spaces, that ends at `index`. */
  let word: number | undefined;
  let character: number | undefined;
  for (let index = 0; index <= text.length; ) {
    const point = text.codePointAt(index);
    const end = index + (point !== undefined && point > 0xffff ? 2 : 1);
    const kind = point === undefined ? "separator" : kindOfPoint(point);
    if (kind === "spaced") word ??= index;
    else if (word !== undefined) {
      useWord(Array.from(text.slice(word, index)), use);
      word = undefined;
    }
    if (kind === "unspaced") {
      use(text.slice(index, end));
      if (character !== undefined) use(text.slice(character, end));
      character = index;
    } else character = undefined;
    index = end;
  }
}

function useWord(characters: readonly string[], use: (token: string) => void): void {
  use(cut(characters));
  for (let length = 1; length <= Math.min(MAX_BEGINNING_LENGTH, characters.length); length++)
    use(BEGINNING + characters.slice(0, length).join(""));
}

/** Returns the runs of characters of words in folded text. */
function runsIn(text: string): readonly Run[] {
  const runs: { characters: string[]; isSpaced: boolean }[] = [];
  let previous = "separator";
  for (const character of text) {
    const kind = kindOf(character);
    if (kind === previous) {
      if (kind !== "separator") runs.at(-1)?.characters.push(character);
    } else if (kind !== "separator") runs.push({ characters: [character], isSpaced: kind === "spaced" });
    previous = kind;
  }
  return runs;
}
