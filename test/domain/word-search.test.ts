import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchedArticle, Tier } from "../../src/domain/word-search.ts";
import { parseWords, type Words } from "../../src/domain/words.ts";
import { aWordSearch } from "../support/a-word-search.ts";

function wordsOf(query: string): Words {
  const words = parseWords(query);
  if (!words) throw new Error(`There is nothing to look for in ${query}`);
  return words;
}

function articleOf(fields: Partial<SearchedArticle>, text = ""): SearchedArticle {
  const none = { title: "无题", authors: [], editors: [], tags: [] };
  return { ...none, ...fields, body: { text } };
}

function tierOf(article: SearchedArticle, query: string): Tier | undefined {
  return aWordSearch.matcher(wordsOf(query))(aWordSearch.normalize(article));
}

const matches = (text: string, query: string) => tierOf(articleOf({}, text), query) !== undefined;

/** Returns `text` with what `query` matches in brackets. */
function marked(text: string, query: string): string {
  const parts = aWordSearch.mark(text, wordsOf(query));
  return parts.map((part) => (part.isMatch ? `[${part.text}]` : part.text)).join("");
}

describe("matcher()", () => {
  it.each([
    ["工人阶级", "工人"],
    ["工人阶级", "人阶"],
    ["工人阶级", "级"],
    ["𠮷野家", "𠮷"],
    ["國際勞動節", "国际劳动节"],
    ["国际劳动节", "國際勞動節"],
    ["頭髮、發展", "头发 发展"],
    ["瞭解、顯著、裡面", "了解 显著 里面"],
    ["了解、显著、里面", "瞭解 顯著 裏面"],
    ["為、爲", "为"],
    ["Ｇ２０峰会", "g20"],
    ["G20 峰会", "G20峰会"],
    ["G20峰会", '"g20 峰会"'],
    ["2024年5月", "2024"],
    ["第3章", "3章"],
    ["The Workers' Union", "WORKER"],
    ["The Workers' Union", '"the workers"'],
    ["The Workers' Union", '"workers union"'],
    ["Covid—19", "covid-19"],
    ["covid 1949", "covid-19"],
    ["中国—东盟", "中国-东盟"],
    ["李　明", "李明"],
    ["李明", "李　明".replace("　", "")],
    ["欧阳 娜娜", '"欧阳娜娜"'],
    ["卡尔·马克思", "卡尔•马克思"],
    ["卡尔·马克思", "马克思"],
    ["カタカナ", "ｶﾀｶﾅ"],
    ["ガス", "ｶﾞｽ"],
    ["노동조합", "노동"],
    ["Профсоюз", "проф"],
    ["cafe\u0301", "CAFÉ"],
    ["soft\u00ADhy\u200Bphen", "softhyphen"],
    ["加油💪🏽", "💪"],
    ["👩‍👩‍👧一家", "👩👧"],
    ["ﬁnance", "finance"],
    ["㎡", "m2"],
    ["ΟΔΟΣΤΡΩΜΑ", "οδος"],
    ["罢工", "罢工 -工会"],
    ["罢工", "-工会"],
    ["罢\uD800工", "工"],
    ["ไปโรงเรียน", "โรงเรียน"],
  ])("finds in %j what %j asks for", (text, query) => {
    expect(matches(text, query)).toBe(true);
  });

  it.each([
    ["工人。阶级", "工人阶级"],
    ["工人\n阶级", "工人阶级"],
    ["工人、阶级", "人阶"],
    ["工会", "工会 工资"],
    ["2024年", "24"],
    ["2024年", "24年"],
    ["rework", "work"],
    ["workers", '"worker"'],
    ["the new workers", '"the workers"'],
    ["covid in 2019", "covid-19"],
    ["first line\nsecond", '"line second"'],
    ["罢工和工会", "罢工 -工会"],
    ["工会", "-工会"],
    ["A Phrase here", '-"a phrase"'],
    ["卡尔·马克思", "卡尔马克思"],
    ["조합노동", "노동"],
    ["ab", '"a"'],
    ["\u{1F600}", "\u{1F601}"],
  ])("does not find in %j what %j asks for", (text, query) => {
    expect(matches(text, query)).toBe(false);
  });

  it("looks in titles, summaries, the names of people and sources, tags and bodies, and tells where it found all", () => {
    const article = articleOf(
      {
        title: "题目",
        summary: "摘要",
        authors: [{ name: "作者", about: "简介" }],
        editors: [{ name: "编辑" }],
        source: { name: "来源" },
        tags: ["标签"],
      },
      "正文",
    );

    const found = [
      "题目",
      "摘要",
      "作者",
      "编辑",
      "来源",
      "标签",
      "正文",
      "题目 标签",
      "摘要 正文",
      "-没有",
      "简介",
    ];

    expect(found.map((query) => tierOf(article, query))).toEqual([0, 1, 1, 1, 1, 1, 2, 1, 2, 0, undefined]);
  });

  it("finds nothing across two fields", () => {
    const article = articleOf(
      { title: "工", summary: "人", authors: [{ name: "李" }, { name: "明" }], tags: ["a"] },
      "b",
    );

    const found = ['"工人"', "人李", "李明", "明a", '"a b"', '"李,明"', "工-人"].map((query) =>
      tierOf(article, query),
    );

    expect(found).toEqual(found.map(() => undefined));
  });

  it("searches a long text for a common beginning in no time", () => {
    const normalized = aWordSearch.normalize(articleOf({}, `${"国人".repeat(200_000)}国家`));

    expect(aWordSearch.matcher(wordsOf("国家"))(normalized)).toBe(2);
    expect(aWordSearch.matcher(wordsOf('"国人，国家"'))(normalized)).toBeUndefined();
  });

  it("finds what a search of every position finds", () => {
    fc.assert(
      fc.property(
        fc.array(aText, { minLength: 3, maxLength: 3 }),
        fc.array(aTerm, { minLength: 1, maxLength: 3 }),
        (texts, terms) => {
          const [title = "", summary = "", body = ""] = texts;
          const query = terms.map(writtenTerm).join(" ");

          expect(tierOf(articleOf({ title, summary }, body), query)).toBe(
            naiveTier([title, summary, body], terms),
          );
        },
      ),
      { numRuns: 3_000, seed: 1 },
    );
  });
});

describe("mark()", () => {
  it.each([
    ["工人阶级", "人", "工[人]阶级"],
    ["人人人", "人人", "[人人人]"],
    ["國際與国际", "国际", "[國際]與[国际]"],
    ["Ｗorkers at work", "WORK", "[Ｗork]ers at [work]"],
    ["李　明", "李明", "[李　明]"],
    ["a 中国 b", "中国", "a [中国] b"],
    ["Mo—Yan", '"mo yan"', "[Mo—Yan]"],
    ["cafe\u0301s", "CAFÉ", "[cafe\u0301]s"],
    ["㎡", "m", "[㎡]"],
    ["❤\uFE0F心", "❤", "[❤\uFE0F]心"],
    ["soft\u00ADhyphen", "softh", "[soft\u00ADh]yphen"],
    ["罢工与工会", "罢工 -工资", "[罢工]与工会"],
    ["没有", "-工资", "没有"],
    ["", "工", ""],
    ["𠮷野家", "野", "𠮷[野]家"],
    ["工会、会员", "工会 会员 会", "[工会]、[会员]"],
  ])("of %j and %j is %j", (text, query, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it("leaves no text out, and marks something exactly where a term matches", () => {
    const anyText = fc.oneof(
      aText,
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.string({ unit: "binary", maxLength: 30 }),
    );
    fc.assert(
      fc.property(
        anyText,
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 2 }),
        fc.nat(30),
        (text, other, at) => {
          const query = [...text].slice(at, at + 3).join("") || other;
          const words = parseWords(query.replace(/[-−－﹣]/gu, " "));
          fc.pre(words?.terms.length === 1);
          const parts = words ? aWordSearch.mark(text, words) : [];

          expect(parts.map((part) => part.text).join("")).toBe(text);
          expect(parts.some(({ isMatch }) => isMatch)).toBe(words && matches(text, words.text));
          expect(parts.every((part) => part.text !== "")).toBe(true);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  it("marks what a search of every position finds", () => {
    fc.assert(
      fc.property(aText, fc.array(aTerm, { minLength: 1, maxLength: 3 }), (text, terms) => {
        const query = terms.map(writtenTerm).join(" ");
        const isMarked = Array.from(text, () => false);
        for (const term of terms.filter(({ isExcluded }) => !isExcluded))
          for (const [from, to] of naiveMatches(text, term)) isMarked.fill(true, from, to);

        const found = aWordSearch
          .mark(text, wordsOf(query))
          .flatMap((part) => Array.from(part.text, () => part.isMatch));

        expect(found).toEqual(isMarked);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
});

/** A term as a test makes it: words, with what is written between two. */
interface TestTerm {
  readonly words: readonly string[];
  readonly between: string;
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
}

const WORD_CHARACTERS = [..."国國发發髮李明カ한aABｂ1２é😀"];
const OTHER_CHARACTERS = [..." 　，.-\n"];
const SAME: Readonly<Record<string, string>> = {
  國: "国",
  發: "发",
  髮: "发",
  A: "a",
  B: "b",
  ｂ: "b",
  "２": "2",
};
const aText = fc.string({ unit: fc.constantFrom(...WORD_CHARACTERS, ...OTHER_CHARACTERS), maxLength: 12 });
const aWord = fc.string({ unit: fc.constantFrom(...WORD_CHARACTERS), minLength: 1, maxLength: 3 });
const aTerm: fc.Arbitrary<TestTerm> = fc.boolean().chain((isPhrase) =>
  fc.record({
    words: fc.array(aWord, { minLength: 1, maxLength: 2 }),
    between: isPhrase ? fc.constantFrom(" ", "，", ", ") : fc.constant("-"),
    isPhrase: fc.constant(isPhrase),
    isExcluded: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  }),
);

function writtenTerm({ words, between, isPhrase, isExcluded }: TestTerm): string {
  const quote = isPhrase ? '"' : "";
  return `${isExcluded ? "-" : ""}${quote}${words.join(between)}${quote}`;
}

/** The characters of a text that count, each with where it was. */
function naiveCharacters(text: string): { readonly character: string; readonly at: number }[] {
  const characters = Array.from(text, (one, at) => ({ character: SAME[one] ?? one, at }));
  return characters.filter(({ character }, index) => {
    if (!/[ \u3000]/.test(character)) return true;
    const [before] = characters
      .slice(0, index)
      .filter((one) => !/[ \u3000]/.test(one.character))
      .slice(-1);
    const [after] = characters.slice(index).filter((one) => !/[ \u3000]/.test(one.character));
    const sides = [before?.character ?? "", after?.character ?? ""];
    return !(sides.every(isWordCharacter) && sides.some((one) => !isSpaced(one)));
  });
}

const isWordCharacter = (character: string) =>
  WORD_CHARACTERS.includes(character) || character === "2" || character === "b";
const isSpaced = (character: string) => /^[ab12é한]$/.test(character);

/** Returns where `term` matches in `text`, by trying every position. */
function naiveMatches(
  text: string,
  { words, between, isPhrase }: TestTerm,
): (readonly [from: number, to: number])[] {
  const characters = naiveCharacters(text);
  const term = naiveCharacters(words.join(between)).map(({ character }) => character);
  return characters.flatMap(({ at }, start) => {
    let end = start;
    for (const [index, expected] of term.entries()) {
      if (isWordCharacter(expected)) {
        if (characters[end]?.character !== expected) return [];
        end += 1;
      } else if (isWordCharacter(term[index - 1] ?? "")) {
        const isGap = (one: string | undefined) => one !== undefined && one !== "\n" && !isWordCharacter(one);
        if (!isGap(characters[end]?.character)) return [];
        while (isGap(characters[end]?.character)) end += 1;
      }
    }
    const [first = "", last = ""] = [term[0], term.at(-1)];
    const [before = "", after = ""] = [characters[start - 1]?.character, characters[end]?.character];
    if (isSpaced(first) && isSpaced(before)) return [];
    if (isPhrase && isSpaced(last) && isSpaced(after)) return [];
    return [[at, (characters[end - 1]?.at ?? 0) + 1] as const];
  });
}

function naiveTier(fields: readonly string[], terms: readonly TestTerm[]): Tier | undefined {
  const inFields = (term: TestTerm) => fields.findIndex((field) => naiveMatches(field, term).length > 0);
  if (terms.some((term) => term.isExcluded !== (inFields(term) === -1))) return undefined;
  return Math.max(0, ...terms.filter(({ isExcluded }) => !isExcluded).map(inFields)) as Tier;
}
