import type { ArticleRecord, StoreDocument } from "../src/store/json-file/store-document.ts";

const SENTENCE = "组织动员广大职工在全面建设社会主义现代化国家新征程中建功立业,这是人造的测试文字,不是文章。";
const STEP = 4 * 3_600_000;
const FIRST = Date.parse("2020-01-01T00:00:00Z");

/** Returns a store of `count` made-up articles of about 2,500 characters each, in three columns. */
export function madeUpStore(count: number): StoreDocument {
  const articles = Array.from({ length: count }, (_, index): ArticleRecord => {
    const instant = new Date(FIRST + index * STEP).toISOString();
    const paragraphs = Array.from(
      { length: 9 },
      (_, part) => `<p>第${index}篇第${part}段。${SENTENCE.repeat(6)}</p>`,
    );
    return {
      id: `made-up-${index}`,
      title: `人造文章之${index}`,
      column: `column-${index % 3}`,
      authors: [{ name: `作者${index % 50}` }],
      published: instant,
      updated: instant,
      content: paragraphs.join("\n"),
      tags: [`标签${index % 20}`],
    };
  });
  const updated = new Date(FIRST + count * STEP).toISOString();
  return {
    updated,
    site: {
      title: "人造报",
      description: "量时间用的人造报",
      language: "zh-CN",
      url: "https://made-up.example/",
      publisher: { name: "人造报社" },
      authority: "made-up.example,2020",
      timeZone: "Asia/Shanghai",
    },
    columns: [0, 1, 2].map((index) => ({ slug: `column-${index}`, title: `人造栏目${index}` })),
    articles,
  };
}
