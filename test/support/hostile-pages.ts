const LENGTH = 300_000;
const TITLE = "青石镇职工读书社的第一百位社员";
const ARTICLE_TEXT = "谁读了好书,谁就站起来讲一讲,机修工、纺织工、退休的老师傅都来听。".repeat(3);

const fill = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length));
const paragraph = (text: string) => `<p>${text}</p>`;
const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;

/** Long markup for which a careless pattern or library takes far more than linear time, and so minutes. */
const HOSTILE = {
  spaces: paragraph(`a${fill(" ")}b`),
  unbreakableSpaces: paragraph(`a${fill("\u00A0")}b`),
  wideSpaces: paragraph(`a${fill("　")}b`),
  lines: paragraph(`a${fill("\n")}b`),
  digits: `<p>1</p>${paragraph(`${fill("2")}x`)}<p>${"1".repeat(100)}x</p>`,
  chineseDigits: paragraph(fill("二〇")),
  dates: paragraph(fill("2020-")),
  labels: paragraph(fill("来源：")),
  closingLines: paragraph(fill("（作者系")),
  closingNames: `<p>（作者${"甲、乙".repeat(60)}</p>`,
  labelLinks: paragraph("<a href=x>来源：</a>".repeat(10_000)),
  pageLinks: paragraph("<a href=c5678_2.html>2</a> ".repeat(10_000)),
  pageLabels: paragraph("<a href=c5678_2.html>第2页：一个题目</a> ".repeat(10_000)),
  labelCells: `<table>${"<tr><td>来源<td>x".repeat(5_000)}</table>`,
  classes: `<p class="${Array.from({ length: 150_000 }, (_, index) => `c${index}`).join(" ")}">x</p>`,
  style: `<p style="${fill(" ")}x">x</p>`,
  pixel: `<img src="a" width="0${fill(" ")}x" height="1">`,
  deepText: `${"<div>".repeat(400)}${fill("字")}${"</div>".repeat(400)}`,
  comment: `<script type="application/ld+json">-->${fill(" ")}x</script>`,
  ellipses: meta("og:description", `${fill("…")}x`),
  date: meta("publishdate", fill("2020")),
  author: meta("author", fill("(")),
  heading: `<h1>a${fill(" ")}b</h1>`,
} as const;

/** Pages of an article with hostile markup before it, by what is hostile. */
export const HOSTILE_PAGES: readonly (readonly [string, string])[] = Object.entries(HOSTILE).map(
  ([name, markup]) => [
    name,
    `<!doctype html><title>${TITLE}</title><h1>${TITLE}</h1>${markup}${paragraph(ARTICLE_TEXT)}`,
  ],
);
