import { type TokenHandler, Tokenizer } from "parse5";

/** The tags in HTML, by their offsets. */
interface MarkupTags {
  readonly starts: Map<number, string>;
  readonly ends: Map<number, string>;
  readonly hasDoctype: boolean;
}

/** Finds the tags in `html` as they are written, before a parser corrects them. */
export function tagsOf(html: string): MarkupTags {
  const starts = new Map<number, string>();
  const ends = new Map<number, string>();
  let hasDoctype = false;
  const ignore = () => {};
  const handler: TokenHandler = {
    onStartTag: ({ tagName, location }) => void starts.set(location?.startOffset ?? -1, tagName),
    onEndTag: ({ tagName, location }) => void ends.set(location?.startOffset ?? -1, tagName),
    onDoctype: () => {
      hasDoctype = true;
    },
    onComment: ignore,
    onCharacter: ignore,
    onNullCharacter: ignore,
    onWhitespaceCharacter: ignore,
    onEof: ignore,
  };
  new Tokenizer({ sourceCodeLocationInfo: true }, handler).write(html, true);
  return { starts, ends, hasDoctype };
}
