/** The paragraphs of an invented article: long enough for a readability library to know them as one. */
export const PARAGRAPHS = [
  "青石镇的职工读书社上周迎来第一百位社员,大家围坐在旧车间改成的阅览室里,谈书,也谈手里的活计。",
  "社长说,读书社办了三年,每周三晚上开门,机修工、纺织工、退休的老师傅都来,谁读了好书,谁就站起来讲一讲。",
  "下一步,读书社打算把社员的读书笔记编成小册子,送到镇上的每一个班组,让没有空来的人也能读到。",
] as const;

/** The same article as markup. */
export const CONTENT = PARAGRAPHS.map((text) => `<p>${text}</p>`).join("\n");
export const TITLE = "青石镇职工读书社的第一百位社员";
export const URL_OF_PAGE = "https://paper.example/2021/03/c5678.html";

const BODY = PARAGRAPHS.map((text) => `<p>　　${text}</p>`).join("\n");
const NAVIGATION = `<nav><ul><li><a href="/">首页</a></li><li><a href="/theory/">理论</a></li></ul></nav>`;
const FOOTER = `<footer><p>关于我们 | 版权声明 | 电话:000-00000000</p><p>Copyright © 青石日报</p></footer>`;
const RELATED = `<div class="related"><h3>书评书讯</h3><ul>
<li><a href="/2021/03/c1.html">旧车间里的阅览室</a><p>一间停产的车间,三年里长出四面书墙,读书社的故事从这里开始。</p></li>
<li><a href="/2021/03/c2.html">只有标题的一篇</a></li>
</ul></div>`;

/** Returns a page in the manner of invented newspapers; the encoding is only what it says of itself. */
export function aPage({
  head = "",
  body = "",
  lang = "",
}: {
  head?: string;
  body?: string;
  lang?: string;
}): string {
  return `<!DOCTYPE html>\n<html${lang && ` lang="${lang}"`}><head>${head}</head><body>${body}</body></html>`;
}

const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const STORY = {
  "@type": "NewsArticle",
  headline: TITLE,
  author: [{ "@type": "Person", name: "林小满", jobTitle: "青石镇工会干事" }],
  editor: { "@type": "Person", name: "周正" },
  datePublished: "2021-03-05T09:30:00+08:00",
  dateModified: "2021-03-06T10:00:00+08:00",
  image: { "@type": "ImageObject", url: "/img/reading.jpg" },
  publisher: { "@type": "Organization", name: "青石日报" },
  mainEntityOfPage: { "@id": URL_OF_PAGE },
};

/** Invented pages, each in a layout of its own, all of the one article. */
export const PAGES = {
  jsonLd: aPage({
    lang: "zh-CN",
    head: `<title>${TITLE}_青石日报</title>${jsonLd({ "@context": "https://schema.org", ...STORY })}`,
    body: `${NAVIGATION}<main><h1>${TITLE}</h1>${BODY}</main>${FOOTER}`,
  }),
  graph: aPage({
    head: `<title>${TITLE}</title><script type="application/ld+json">{broken</script>${jsonLd({
      "@context": "https://schema.org",
      "@graph": [
        { "@type": "WebSite", name: "青石日报" },
        { "@type": "Person", "@id": "#lin", name: "林小满" },
        { "@type": ["Article"], headline: TITLE, author: { "@id": "#lin" }, datePublished: "2021-03-05" },
      ],
    })}`,
    body: `<div class="content">${BODY}</div>`,
  }),
  openGraph: aPage({
    head: `<title>${TITLE}-理论-青石日报</title>
<meta property="og:title" content="${TITLE}"><meta property="og:url" content="${URL_OF_PAGE}">
<meta property="og:image" content="https://paper.example/img/og.jpg"><meta property="og:locale" content="zh_TW">
<meta property="og:description" content="一个小镇读书社三年的故事">
<meta property="article:published_time" content="2021-03-05T01:30:00Z">
<meta property="article:author" content="林小满"><meta property="article:author" content="https://paper.example/people/lin">
<meta property="article:tag" content="读书"><meta property="article:tag" content="职工文化">
<meta name="keywords" content="不要,当作,标签">`,
    body: `${NAVIGATION}<div id="main">${BODY}</div>${FOOTER}`,
  }),
  metaOnly: aPage({
    head: `<title>${TITLE}-青石日报</title><meta name="author" content="林小满 周正"><meta name="publishdate" content="2021-03-05">
<meta name="source" content="来源:青石日报"><meta name="editor" content="责任编辑:吴桐"><link rel="canonical" href="/2021/03/c5678.html">`,
    body: `<h1>${TITLE}</h1><div class="text">${BODY}</div>`,
  }),
  microformats: aPage({
    head: `<title>青石日报</title>`,
    body: `<article class="h-entry"><h2 class="p-name">${TITLE}</h2>
<a class="p-author h-card" href="/people/lin"><span class="p-name">林小满</span></a>
<time class="dt-published" datetime="2021-03-05T09:30:00+08:00">三月五日</time><a class="u-url" href="/2021/03/c5678.html">固定链接</a>
<div class="e-content">${BODY}</div></article>`,
  }),
  tables: `<html><head><title>${TITLE}</title></head><body bgcolor=white><table width=760><tr><td><a href=/>首页</a> | <a href=/theory>理论</a></td></tr></table>
<table width=760><tr><td align=center><font size=5><b>${TITLE}</b></font></td></tr><tr><td align=center>2021年03月05日 09:30　来源：青石日报　作者：林小满</td></tr>
<tr><td>${PARAGRAPHS.map((text) => `<P>　　${text}`).join("\n")}</td></tr></table></body></html>`,
  divSoup: aPage({
    head: `<title>${TITLE}_青石网</title>`,
    body: `<div class="top"><div>青石网</div></div><div class="wrap"><div class="bt">${TITLE}</div>
<div class="info"><span>2021-03-05 09:30:00</span><span>来源:青石日报</span><span>作者:林小满</span></div>
<div class="txt">${PARAGRAPHS.map((text) => `<div>&nbsp;&nbsp;${text}</div>`).join("\n")}</div><div class="ed">【责任编辑:吴桐】</div></div>`,
  }),
  fullWidth: aPage({
    head: `<title>${TITLE}</title>`,
    body: `<h1>${TITLE}</h1><p>２０２１年３月５日　０９：３０　来源：青石日报　责任编辑：吴桐、周正</p><div>${BODY}</div>`,
  }),
  spaced: aPage({
    head: `<title>${TITLE}</title>`,
    body: `<h1>${TITLE}</h1><p>2021/03/05 09:30</p><p>来　源：青石日报</p><p>作 者：林　满</p><div>${BODY}</div><p>编 辑：吴 桐</p>`,
  }),
  articleTime: aPage({
    lang: "zh",
    head: `<title>${TITLE} | 青石日报</title>`,
    body: `<header>${NAVIGATION}</header><article><header><h1>${TITLE}</h1><time datetime="2021-03-05T09:30+08:00">3小时前</time></header>${BODY}</article>${FOOTER}`,
  }),
  noHeading: aPage({
    head: `<title>${TITLE}</title>`,
    body: `<div>2021.03.05</div><div class="article">${BODY}</div>`,
  }),
  figure: aPage({
    head: `<title>${TITLE}</title>`,
    body: `<h1>${TITLE}</h1><article><figure><img src="/img/a.jpg" alt="阅览室"><figcaption>旧车间改成的阅览室</figcaption></figure>${BODY}<img src="/t.gif" width="1" height="1"></article>`,
  }),
  closingLine: aPage({
    head: `<title>${TITLE}</title>`,
    body: `<h1>${TITLE}</h1><p>林小满</p><p>2021-03-05 09:30 来源：青石日报</p><div>${BODY}<p>　　（作者系青石镇工会干事）</p><p>（责编：吴桐）</p></div>`,
  }),
  lists: aPage({
    head: `<title>${TITLE}</title>`,
    body: `${NAVIGATION}<h1>${TITLE}</h1><div class="article">${BODY}</div>${RELATED}${FOOTER}`,
  }),
} as const;
