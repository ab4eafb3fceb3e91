import { aPage, PARAGRAPHS, TITLE } from "./pages.ts";

const BODY = PARAGRAPHS.map((text) => `<p>　　${text}</p>`).join("\n");
const head = `<title>${TITLE}</title>`;
const heading = `<h1>${TITLE}</h1>`;

/** More invented pages of the one article, in the manners of newspapers that are harder to read. */
export const NEWSPAPER_PAGES = {
  cells: aPage({
    head,
    body: `${heading}<div class="article"><table><tr><td>来　源</td><td>青石日报</td><td>作者</td><td>林小满</td></tr>
<tr><th>日期</th><td>2021-03-05 09:30</td><th>责任编辑</th><td>吴桐</td></tr></table>${BODY}</div>`,
  }),
  pairs: aPage({
    head,
    body: `${heading}<dl><dt>来源</dt><dd><a href="//paper.example/home">青石日报</a></dd></dl>
<div><label>作者：</label><div>林小满</div></div><div><div>时间：</div><div>2021-03-05 09:30</div></div><div>${BODY}</div>`,
  }),
  spans: aPage({
    head,
    body: `${heading}<p><span>2021年3月5日 09:30</span><span>来源：</span><a href="https://paper.example/">青石日报</a><span>作者：</span><span>林小满</span></p><div>${BODY}</div>`,
  }),
  scriptLink: aPage({
    head,
    body: `${heading}<p>来源：<a href="javascript:void(0)">青石日报</a> 2021-03-05 09:30</p><div>${BODY}</div><p><a href="/about">青石日报</a></p>`,
  }),
  emptyLabels: aPage({
    head,
    body: `${heading}<table><tr><td>来源</td><td></td><td>作者</td><td>林小满</td></tr></table><div>来源：</div><div>${BODY}</div>`,
  }),
  chineseNumerals: aPage({
    head,
    body: `${heading}<p>二〇二一年三月五日　来源：青石日报</p><div>${BODY}</div>`,
  }),
  compactDate: aPage({
    head: `${head}<meta name="publishdate" content="20210305093000"><meta name="lastmodified" content="20210306">`,
    body: `${heading}<div>${BODY}</div>`,
  }),
  articleBody: aPage({
    head: `${head}<script type="application/ld+json">${JSON.stringify({
      "@type": "NewsArticle",
      headline: TITLE,
      articleBody: `${TITLE}\n${PARAGRAPHS.map((text) => `　　${text}`).join("\r\n\r\n")}\n（作者：林小满）`,
    })}</script>`,
    body: `<div id="app"></div><footer><p>青石日报社版权所有</p></footer>`,
  }),
  offices: aPage({
    head,
    body: `${heading}<p>作者：林小满 周正</p><div>${BODY}<p>（作者林小满系青石大学历史系教授，周正系青石镇工会干事）</p></div>`,
  }),
  officesInTurn: aPage({
    head,
    body: `${heading}<p>作者：林小满 周正</p><div>${BODY}<p>（作者分别系青石大学教授、青石镇工会干事）</p></div>`,
  }),
  officesOfNamed: aPage({
    head,
    body: `${heading}<div>${BODY}<p>（作者林小满、周正分别为青石大学教授，青石镇工会干事）</p></div>`,
  }),
  officesUnclear: aPage({
    head,
    body: `${heading}<p>作者：林小满 周正</p><div>${BODY}<p>（作者分别系青石大学教授、博士、青石镇工会干事）</p></div>`,
  }),
  genericTitle: aPage({
    head: "<title>网站首页</title>",
    body: `<h1>${TITLE}</h1><p>2021-03-05 09:30</p><div>${BODY}</div>`,
  }),
  genericTitleOfSite: aPage({
    head: "<title>新闻详情_青石网</title>",
    body: `<h1>${TITLE}</h1><div>${BODY}</div>`,
  }),
} as const;
