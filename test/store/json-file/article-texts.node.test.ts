import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRanges, splitArticles, type TextRange } from "../../../src/store/json-file/article-texts.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lanmu-texts-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Splits a file with this text; returns the text without its articles, theirs, and theirs as they are read again. */
async function split(text: string) {
  const path = join(folder, "a.json");
  await writeFile(path, text);
  const file = await open(path);
  const articles: string[] = [];
  const ranges: TextRange[] = [];
  const frame = await splitArticles(file, (bytes, range) => {
    articles.push(bytes.toString());
    ranges.push(range);
  });
  const readAgain = (await readRanges(file, ranges.toReversed())).map((bytes) => bytes.toString()).reverse();
  await file.close();
  return { frame: frame.toString(), articles, readAgain };
}

describe("splitArticles()", () => {
  it("finds the objects of the list articles, and nothing else, in any JSON", async () => {
    const json = fc.json({ maxDepth: 3 });
    const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }), {
      maxLength: 4,
    });

    await fc.assert(
      fc.asyncProperty(
        records,
        json,
        fc.string(),
        fc.constantFrom(0, 2),
        async (some, other, name, indent) => {
          const list = JSON.stringify(some, null, indent);
          const text = `{"${"x"}${JSON.stringify(name).slice(1)}: ${other}, "articles" : ${list}, "z": {"articles": ${list}}}`;

          const { frame, articles, readAgain } = await split(text);

          expect(articles.map((article) => JSON.parse(article))).toEqual(
            some.map((one) => JSON.parse(JSON.stringify(one))),
          );
          expect(readAgain).toEqual(articles);
          expect(JSON.parse(frame)).toEqual({
            ...JSON.parse(text),
            articles: some.map(() => 0),
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("reads texts that begin in one part of the file and end in the next, escapes included", async () => {
    const articles = Array.from({ length: 300 }, (_, index) => ({
      id: `a${index}`,
      content: '\\"{[字'.repeat(2000 + index),
    }));

    const found = await split(JSON.stringify({ articles, site: {} }));

    expect(found.articles).toEqual(articles.map((article) => JSON.stringify(article)));
    expect(found.readAgain).toEqual(found.articles);
  });
});
