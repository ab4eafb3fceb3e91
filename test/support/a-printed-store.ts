import type { ArticleRecord, StoreDocument } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "./a-store.ts";

/** Where the pictures of the articles are; a browser test answers for it. */
export const PICTURES = "https://pictures.example";

const SENTENCE =
  "青石镇的职工读书社每周三晚上开门,机修工、纺织工、退休的老师傅都来,谁读了好书,谁就站起来讲一讲。";
const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const CELLS = Array.from({ length: 9 }, (_, index) => index + 1);

/** Everything that a body may hold and that a narrow page has trouble with. */
const BODY = `<p>${SENTENCE.repeat(3)}</p>
<h2>一、旧车间里的阅览室</h2>
<p>${SENTENCE}见<a href="#note-1">注一</a>,又见 <a href="${PICTURES}/a-long-address/${"segment/".repeat(12)}">${PICTURES}/a-long-address/${"segment/".repeat(12)}</a>。</p>
<figure><img src="${PICTURES}/wide.svg" alt="阅览室" width="2000" height="600"><figcaption>旧车间改成的阅览室</figcaption></figure>
<p><img src="${PICTURES}/small.svg" alt="书架" width="200" height="120"></p>
<table><caption>各班组读书情况</caption><thead><tr><th scope="col">班组</th>${CELLS.map((cell) => `<th scope="col">${cell}月读书册数</th>`).join("")}</tr></thead>
<tbody><tr><th scope="row">机修</th>${CELLS.map((cell) => `<td>${cell * 1000}</td>`).join("")}</tr><tr><th scope="row">纺织</th>${CELLS.map((cell) => `<td>${cell * 900}</td>`).join("")}</tr></tbody></table>
<h3>(一)书目</h3>
<ul><li>《平凡的世界》</li><li>${LONG_WORD}<ol><li>第一</li><li>第二</li></ol></li></ul>
<blockquote><p>${SENTENCE}</p></blockquote>
<pre><code>const shelf = books.filter((book) =&gt; book.isRead).map((book) =&gt; book.title).join(", ");
if (shelf) print(shelf);</code></pre>
<p><code>npm run --silent articles -- import https://pictures.example/${"very-long-".repeat(9)}file</code></p>
<hr>
<dl><dt>读书社</dt><dd>${SENTENCE}</dd></dl>
<p id="note-1">注一:<em>读</em>、<strong>写</strong>、<ruby>算<rt>suàn</rt></ruby>、H<sub>2</sub>O、m<sup>2</sup>、<mark>标记</mark>。</p>`;

/** The ids of articles that a test speaks of. */
export const PRINTED = {
  everything: "everything",
  teaser: "teaser",
  undated: "undated",
  english: "english",
  longTitle: "long-title",
} as const;

const SPECIAL: readonly ArticleRecord[] = [
  printed({
    id: PRINTED.everything,
    title: "青石镇职工读书社的第一百位社员",
    column: "reading",
    authors: [
      {
        name: "林小满",
        about: "青石镇工会干事、职工读书社社长、《班组读书笔记》主编",
        url: "https://authors.example/lin",
      },
      { name: "周 正/平" },
      { name: "吴桐" },
    ],
    editors: [{ name: "迟语" }, { name: "郑文" }],
    source: { name: "青石日报", url: "https://daily.example/" },
    url: "https://daily.example/2025/100",
    published: "2025-05-20T08:27:11+08:00",
    content: BODY,
    tags: ["读书", "职工文化", "C++", "班组/车间"],
    image: `${PICTURES}/lead.png`,
  }),
  printed({
    id: PRINTED.teaser,
    title: "只有摘要的一篇:旧车间,新书房",
    column: "reading",
    published: "2025-05-19T20:00:00+08:00",
    url: "https://daily.example/2025/99",
    summary: SENTENCE,
    authors: [{ name: "林小满" }],
    tags: ["读书"],
  }),
  {
    id: PRINTED.undated,
    title: "没有日期也没有作者的一篇",
    column: "letters",
    updated: "2025-04-01T00:00:00Z",
    summary: SENTENCE.repeat(4),
  },
  printed({
    id: PRINTED.english,
    title: "A reading room in a disused workshop: what a hundred members read, and what they make of it",
    column: "letters",
    language: "en-GB",
    published: "2025-05-18T09:00:00+08:00",
    authors: [{ name: "Li Na", about: "Reader" }, { name: "Zhao Min" }],
    content: `<p>${"Every Wednesday evening the workshop opens its doors, and whoever has read a good book stands up to tell. ".repeat(6)}</p>`,
  }),
  printed({
    id: PRINTED.longTitle,
    title: `${"关于进一步加强新时代职工读书活动组织领导与服务保障工作的若干意见(征求意见稿)".repeat(2)} ${LONG_WORD}`,
    column: "letters",
    published: "2025-05-17T09:00:00+08:00",
    content: `<p>${SENTENCE}</p>`,
  }),
];

/** Enough for a second page of a list. */
const MANY = Array.from({ length: 23 }, (_, index) =>
  printed({
    id: `reading-${index}`,
    title: `读书笔记之${index + 1}`,
    column: "reading",
    published: new Date(Date.UTC(2025, 3, 1 + index)).toISOString(),
    authors: [{ name: index % 2 ? "林小满" : "吴桐" }],
    content: `<p>${SENTENCE.repeat(4)}</p>`,
    tags: ["读书"],
  }),
);

function printed(says: Partial<ArticleRecord>): ArticleRecord {
  return anArticle({ updated: "2025-05-21T09:00:00+08:00", ...says });
}

/** Returns a Chinese publication with everything that its pages may have to show. */
export function aPrintedStore(): StoreDocument {
  return aStore([...SPECIAL, ...MANY], {
    site: {
      title: "青石读书报",
      description: "青石镇职工读书社的报纸:读书、来信、工运前沿",
      language: "zh-CN",
      url: "https://daily.example/",
      publisher: { name: "青石镇工会", url: "https://press.example/" },
      rights: "© 青石镇工会",
      authority: "daily.example,2020",
      timeZone: "Asia/Shanghai",
      image: `${PICTURES}/logo.png`,
    },
    columns: [
      { slug: "reading", title: "读书笔记", description: "社员写的读书笔记,每周三更新" },
      { slug: "letters", title: "读者来信" },
      { slug: "empty", title: "工运前沿" },
    ],
    feeds: [
      {
        slug: "choice",
        title: "编辑推荐",
        description: "编辑部从“读书笔记”里选出的文章,每周三更新",
        filter: { columns: ["reading"] },
        limit: 10,
      },
      { slug: "partner", title: "供合作单位转载：除来信以外的全部文章", filter: { notColumns: ["letters"] } },
    ],
  });
}
