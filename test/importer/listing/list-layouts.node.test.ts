import { describe, expect, it } from "vitest";
import { readListPage } from "../../../src/importer/listing/list-page.ts";
import { type LayoutItem, LIST_LAYOUTS, PAGE_FRAMES } from "../../support/list-layouts.ts";

const ADDRESS = "https://paper.example/theory/";
const TITLES =
  "劳动教育融入高校人才培养的路径研究 数字时代职工权益保障的新挑战 论工匠精神 平台经济下的劳动关系治理 以高质量就业促进共同富裕 集体协商制度的实践与思考 产业工人队伍建设改革的地方经验 读书札记".split(
    " ",
  );
const OTHER_TITLES =
  "高温津贴今年怎么发 这些岗位招人啦 一图读懂新规 春运首日客流平稳 全市表彰大会召开 某地发布人才新政 冬季取暖安全提示 职工运动会开幕 老旧小区改造提速 非遗市集周末开张 明天起气温下降 首班地铁提前".split(
    " ",
  );

/** Forms of addresses, which the articles of the column and the others have in common. */
const ADDRESSES: Readonly<Record<string, (number: number) => string>> = {
  "dated addresses": (number) => `/n1/2026/1126/c405-${32_000 + number}.html`,
  "addresses with ids": (number) => `/show.asp?id=${5000 + number}`,
};

const CASES = Object.entries(ADDRESSES).flatMap(([form, href]) =>
  Object.entries(PAGE_FRAMES).flatMap(([frame, around]) =>
    [true, false].map((isDated) => ({ form, href, frame, around, isDated })),
  ),
);

function items(titles: readonly string[], href: (number: number) => string, isDated: boolean): LayoutItem[] {
  return titles.map((title, n) => ({ href: href(n), title, date: isDated ? `2026-11-${26 - n}` : "" }));
}

function read(body: string) {
  const text = `<!doctype html><html><head><title>理论-试验网</title></head><body>${body}</body></html>`;
  const page = { name: "page", text, url: ADDRESS };
  return readListPage(page, { timeZone: "Asia/Shanghai", columnTitle: "理论" }).articles;
}

describe("readListPage()", () => {
  it.each(CASES)("finds exactly the column's articles in any layout: $form, $frame, dates: $isDated", ({
    href,
    around,
    isDated,
  }) => {
    const listed = items(TITLES, href, isDated);
    const others = items(OTHER_TITLES, (number) => href(number - 100), false);

    const found = Object.entries(LIST_LAYOUTS).map(([layout, render]) => [
      layout,
      read(around(render(listed), others)),
    ]);

    const articles = listed.map(({ href, title, date }) => ({
      url: new URL(href, ADDRESS).href,
      title,
      ...(isDated && { published: new Date(`${date}T00:00:00+08:00`) }),
    }));
    expect(found).toEqual(Object.keys(LIST_LAYOUTS).map((layout) => [layout, articles]));
  });

  it.each(Object.entries(PAGE_FRAMES))("finds none in an empty column: %s", (_, around) => {
    const others = items(OTHER_TITLES, (number) => `/n1/2026/1126/c218-${32_000 + number}.html`, false);
    const empty = ["<p>暂无内容</p>", '<ul class="list"></ul>', '<div id="app">加载中</div>'];

    const found = empty.map((list) => read(around(list, others)));

    expect(found).toEqual([[], [], []]);
  });
});
