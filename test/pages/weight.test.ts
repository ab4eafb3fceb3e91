import { expect, it } from "vitest";
import { anArticle, aStore } from "../support/a-store.ts";
import { serve } from "../support/serve.ts";

const FULL = Array.from({ length: 20 }, (_, index) =>
  anArticle({
    id: `2020-11-26-da-li-hong-yang-lao-mo-jing-shen-lao-dong-jing-shen-${index}`,
    title: "大力弘扬劳模精神劳动精神工匠精神努力建设高素质劳动大军文",
    authors: [{ name: "王晓峰", about: "全总劳动和经济工作部部长" }],
    content: `<p>${"有幸在现场聆听了重要讲话深受教育倍感振奋".repeat(20)}</p>`,
    language: "zh-CN",
  }),
);

it.each([
  "/columns/essays",
  "/",
  `/authors/${encodeURIComponent("王晓峰")}`,
  "/rss.xml?limit=100",
])("%s of long titles and excerpts weighs less than 30,000 bytes with its style", async (target) => {
  const get = serve(aStore(FULL, { site: { ...aStore([]).site, language: "zh-CN" } }));

  const html = await (
    await get(target, { headers: { Accept: "text/html", "Sec-Fetch-Dest": "document" } })
  ).text();
  const [style = ""] = /\/assets\/style\.[0-9a-f]+\.css/.exec(html) ?? [];
  const sheet = await (await get(style)).text();

  const bytes = (text: string) => new TextEncoder().encode(text).length;
  expect(bytes(html) + bytes(sheet)).toBeLessThan(30_000);
});
