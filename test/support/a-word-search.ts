import variants from "../../build/character-variants";
import { type WordSearch, wordSearch } from "../../src/domain/word-search.ts";

/** The search of the Worker, with the characters that the build step has written. */
export const aWordSearch: WordSearch = wordSearch(() => new TextDecoder().decode(variants));
