import type { FileHandle } from "node:fs/promises";

/** The bytes of one article in a file. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** How many bytes are read at once. */
const CHUNK_BYTES = 1 << 20;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What is before the list of articles. */
const ARTICLES_KEY = /[{,]\s*"articles"\s*:\s*$/;

/** Longer than what `ARTICLES_KEY` matches in any file that was not made to be longer. */
const MAX_KEY_BYTES = 1000;

/**
 * Reads a file that holds an object with a list `articles`, and calls `onArticle` with the bytes of each object in that
 * list, so that those of a large file need not be in memory together. Returns the bytes of the file with `0` in place of
 * each article. Whether all of it is JSON is left to those who parse it.
 */
export async function splitArticles(
  file: FileHandle,
  onArticle: (bytes: Buffer, range: TextRange) => void,
): Promise<Buffer> {
  const frame: Buffer[] = [];
  /** The parts of the article that is being read. */
  let article: Buffer[] | undefined;
  let depth = 0;
  let isInArticles = false;
  let isInString = false;
  let isEscaped = false;

  for await (const { chunk, position } of chunks(file)) {
    /** Where what has not been kept begins. */
    let from = 0;
    const keep = (to: number) => {
      // A copy, because the next part of the file is read into the same memory.
      (article ?? frame).push(Buffer.from(chunk.subarray(from, to)));
      from = to;
    };
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (isInString) {
        const end = endOfString(chunk, index, isEscaped);
        [isInString, isEscaped] = [end.index === chunk.length, end.isEscaped];
        index = end.index;
      } else if (byte === QUOTE) isInString = true;
      else if (byte === LEFT_BRACE || byte === LEFT_BRACKET) {
        depth += 1;
        if (depth === 2) {
          keep(index);
          isInArticles = ARTICLES_KEY.test(endOf(frame));
        } else if (depth === 3 && isInArticles) {
          keep(index);
          article = [];
        }
      } else if (byte === RIGHT_BRACE || byte === RIGHT_BRACKET) {
        depth -= 1;
        if (depth !== 2 || !article) continue;
        const end = chunk.subarray(from, index + 1);
        // Most are within one part of the file, and need no copy: they are parsed before the next part is read.
        const bytes = article.length === 0 ? end : Buffer.concat([...article, end]);
        from = index + 1;
        article = undefined;
        frame.push(Buffer.from("0"));
        onArticle(bytes, { offset: position + index + 1 - bytes.length, length: bytes.length });
      }
    }
    keep(chunk.length);
  }
  return Buffer.concat([...frame, ...(article ?? [])]);
}

/** Reads a file from its beginning to its end; each part replaces the one before in memory. */
async function* chunks(
  file: FileHandle,
): AsyncGenerator<{ readonly chunk: Buffer; readonly position: number }> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    yield { chunk: buffer.subarray(0, bytesRead), position };
    position += bytesRead;
  }
}

/**
 * Returns where a string ends that goes on at `from`: the index of the quotation mark, or the length of the chunk, and
 * whether the first byte after that is escaped.
 */
function endOfString(
  chunk: Buffer,
  from: number,
  isEscaped: boolean,
): { readonly index: number; readonly isEscaped: boolean } {
  const start = isEscaped ? from + 1 : from;
  for (let next = start; ; ) {
    const quote = chunk.indexOf(QUOTE, next);
    const index = quote === -1 ? chunk.length : quote;
    let backslashes = 0;
    while (index - backslashes > start && chunk[index - backslashes - 1] === BACKSLASH) backslashes += 1;
    const isOdd = backslashes % 2 === 1;
    if (quote === -1 || !isOdd) return { index, isEscaped: isOdd };
    next = quote + 1;
  }
}

/** Reads parts of a file; those that are near each other together. */
export async function readRanges(file: FileHandle, ranges: readonly TextRange[]): Promise<readonly Buffer[]> {
  const sorted = ranges.toSorted((a, b) => a.offset - b.offset);
  const read = new Map<TextRange, Buffer>();
  for (let first = 0; first < sorted.length; ) {
    const start = sorted[first]?.offset ?? 0;
    const group = sorted
      .slice(first)
      .filter(({ offset, length }, index) => index === 0 || offset + length <= start + CHUNK_BYTES);
    const end = Math.max(...group.map(({ offset, length }) => offset + length));
    const { buffer } = await file.read(Buffer.allocUnsafe(end - start), 0, end - start, start);
    for (const range of group)
      read.set(range, buffer.subarray(range.offset - start, range.offset - start + range.length));
    first += group.length;
  }
  return ranges.flatMap((range) => read.get(range) ?? []);
}

function endOf(parts: readonly Buffer[]): string {
  const last: Buffer[] = [];
  for (let index = parts.length - 1, bytes = 0; index >= 0 && bytes < MAX_KEY_BYTES; index--) {
    const part = parts[index] ?? Buffer.alloc(0);
    last.unshift(part.subarray(-MAX_KEY_BYTES));
    bytes += part.length;
  }
  return Buffer.concat(last).toString("latin1");
}
