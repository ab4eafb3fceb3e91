/** An article in the list of a made-up column page. */
export interface LayoutItem {
  readonly href: string;
  readonly title: string;
  /** As the page writes it; empty for a page without dates. */
  readonly date: string;
}

type Items = readonly LayoutItem[];

const EXCERPT = "摘要写的是文章的内容，有一两句话，比题目长得多。";

function link({ href, title }: LayoutItem, content = title): string {
  return `<a href="${href}">${content}</a>`;
}

function each<Item>(items: readonly Item[], render: (item: Item, index: number) => string): string {
  return items.map(render).join("\n");
}

function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return items.flatMap((_, index) => (index % size === 0 ? [items.slice(index, index + size)] : []));
}

function plainItem(item: LayoutItem): string {
  return `<li>${link(item)}<span>${item.date}</span></li>`;
}

function firstStory(item: LayoutItem): string {
  return `<h2>${link(item)}</h2><p>${EXCERPT}${link(item, "[阅读全文]")}</p><span>${item.date}</span>`;
}

/** The ways in which column pages lay out a list. */
export const LIST_LAYOUTS: Readonly<Record<string, (items: Items) => string>> = {
  "a list with the date after": (items) => `<ul class="list">${each(items, plainItem)}</ul>`,
  "a list with the date before": (items) =>
    `<ul>${each(items, (item) => `<li><span>${item.date}</span>${link(item)}</li>`)}</ul>`,
  "a list with labels and authors": (items) =>
    `<ul>${each(items, (item, n) => `<li><a class="cat" href="/cat/${n % 2}">[评论]</a>${link(item)} <a href="/author/${n + 200}">张试验${n}</a> ${item.date}</li>`)}</ul>`,
  "a list in two parts": (items) =>
    each(parts(items, 5), (part) => `<ul class="news">${each(part, plainItem)}</ul><div class="dash"></div>`),
  "two columns": (items) =>
    each(parts(items, 4), (part, n) => `<div class="half${n}"><ul>${each(part, plainItem)}</ul></div>`),
  "a list with a first story": (items) =>
    `<ul>${each(items, (item, n) => (n === 0 ? `<li class="first">${link(item, '<img src="1.jpg">')}${firstStory(item)}</li>` : plainItem(item)))}</ul>`,
  "a story above the list": (items) =>
    `${each(items.slice(0, 1), (item) => `<div class="lead">${firstStory(item)}</div>`)}<ul class="l">${each(items.slice(1), plainItem)}</ul>`,
  "headings with excerpts": (items) =>
    each(
      items,
      (item) =>
        `<div class="item"><h3>${link(item)}</h3><p>${EXCERPT}${link(item, "[详细]")}</p><div class="info">来源：试验报 ${item.date}</div></div>`,
    ),
  cards: (items) =>
    each(
      items,
      (item, n) =>
        `<article class="card">${link(item, '<img src="1.jpg" alt="">')}<div><a class="t" href="${item.href}">${item.title}</a><p>${EXCERPT}</p><footer><a href="/tag/x${n}">标签${n}</a><time>${item.date}</time></footer></div></article>`,
    ),
  "cards in rows": (items) =>
    each(
      parts(items, 3),
      (part) =>
        `<div class="row">${each(part, (item) => `<div class="col"><div class="box">${link(item, '<img src="1.jpg">')}<h5>${link(item)}</h5><small>${item.date}</small></div></div>`)}</div>`,
    ),
  "cards that are links": (items) =>
    each(
      items,
      (item) =>
        `<a class="w" href="${item.href}"><div><img src="1.jpg"></div><div><div>${item.title}</div><div>${EXCERPT}</div><div>${item.date}</div></div></a>`,
    ),
  "a table": (items) =>
    `<table>${each(items, (item) => `<tr><td width="10">·</td><td>${link(item)}</td><td>${item.date}</td></tr>`)}</table>`,
  "a table with a row for the date": (items) =>
    `<table>${each(items, (item) => `<tr><td>${link(item, `<font color="#333">${item.title}</font>`)}</td></tr><tr><td><font size="1">${item.date}</font></td></tr><tr><td height="1"></td></tr>`)}</table>`,
  "a table with two articles in a row": (items) =>
    `<table>${each(parts(items, 2), (part) => `<tr>${each(part, (item) => `<td>${link(item)} ${item.date}</td>`)}</tr>`)}</table>`,
  lines: (items) => `<div class="c">${each(items, (item) => `· ${link(item)}　${item.date}<br>`)}</div>`,
  "lines with the date before": (items) =>
    `<p>${each(items, (item) => `${item.date} <b>${link(item)}</b><br>`)}</p>`,
  paragraphs: (items) => each(items, (item) => `<p>${link(item)} <i>${item.date}</i></p>`),
  "terms with the date as description": (items) =>
    `<dl>${each(items, (item) => `<dt>${link(item)}</dt><dd>${item.date}</dd>`)}</dl>`,
  "dates as terms": (items) =>
    `<dl>${each(items, (item) => `<dt>${item.date}</dt><dd>${link(item)}</dd>`)}</dl>`,
  "a list of terms for each": (items) =>
    each(items, (item) => `<dl><dt>${link(item)}</dt><dd>${EXCERPT}</dd><dd>${item.date}</dd></dl>`),
  "elements without classes": (items) =>
    `<div>${each(items, (item) => `<div><div><div><div>${link(item)}</div></div><div><div>${item.date}</div></div></div></div>`)}</div>`,
  "headings without elements around": (items) =>
    `<div class="f">${each(items, (item) => `<h4>${link(item)}</h4><p>${EXCERPT}</p><p class="d">${item.date}</p>`)}</div>`,
  "numbered elements": (items) =>
    `<div>${each(items, (item, n) => `<div class="${n % 2 ? "odd" : "even"} n${n}"><b>${n + 1}</b>${link(item)}<s>${item.date}</s></div>`)}</div>`,
  "titles that are cut": (items) =>
    `<ul>${each(items, ({ href, title, date }) => `<li><a href="${href}" title="${title}">${title.slice(0, 8)}…</a> ${date}</li>`)}</ul>`,
  "excerpts that are links": (items) =>
    each(
      items,
      (item) =>
        `<div class="e"><div class="tt">${link(item)}</div><div class="cc">${link(item, `${item.title}是一个话题，本文从三个方面说起……`)}</div><div class="ff">${item.date} ${link(item, "阅读全文")}</div></div>`,
    ),
};

const NAVIGATION =
  '<ul><li><a href="/">首页</a></li><li><a href="/news/">要闻</a></li><li><a href="/theory/">理论</a></li><li><a href="/grass/">基层工会动态</a></li><li><a href="/rights/">维护职工权益</a></li><li><a href="/special/2026/">专题报道集锦</a></li></ul>';
const PAGER =
  '<div><span>1</span> <a href="?page=2">2</a> <a href="?page=3">3</a> <a href="?page=2">下一页</a></div>';
const FOOTER =
  '<div><a href="/about.html">关于我们</a> <a href="/ad.html">广告服务与合作</a> <a href="/law.html">法律声明</a> <a href="https://beian.example/">某备案号</a></div>';

function plainList(items: Items): string {
  return `<ul>${each(items, (item) => `<li>${link(item)}</li>`)}</ul>`;
}

/** Pages of a column, around its list, with other articles of the site. */
export const PAGE_FRAMES: Readonly<Record<string, (list: string, others: Items) => string>> = {
  "rankings and pictures at the side": (list, others) =>
    `<div class="header"><div class="nav">${NAVIGATION}</div></div><div class="wrap"><div class="left"><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/theory/">理论</a></div>${list}${PAGER}</div><div class="right"><h3>热点排行</h3>${plainList(others)}<h3>图片新闻</h3>${each(others.slice(0, 4), (item) => `<div class="pic">${link(item, '<img src="1.jpg">')}${link(item)}</div>`)}</div></div><div class="footer">${FOOTER}</div>`,
  "tables, with parts of the column at the side": (list, others) =>
    `<div id="top">${NAVIGATION}</div><table><tr><td><table><tr><td><b>理论</b></td></tr><tr><td><a href="/theory/a/">理论前沿</a></td></tr><tr><td><a href="/theory/b/">学习与体会交流</a></td></tr></table><table><tr><td><font color="red">点击排行</font></td></tr>${each(others, (item) => `<tr><td>${link(item)}</td></tr>`)}</table></td><td><p>您的位置：<a href="/">首页</a> → 理论</p>${list}${PAGER}</td></tr></table><hr>${FOOTER}`,
  "elements for each part": (list, others) =>
    `<header><h1><a href="/">试验报</a></h1><nav>${NAVIGATION}</nav></header><main><h2>理论</h2>${list}<nav>${PAGER}</nav></main><aside><h3>最新</h3><ul>${each(others, (item) => `<li>${link(item)}<time>2026-11-26</time></li>`)}</ul></aside><footer>${FOOTER}</footer>`,
  "no classes": (list, others) =>
    `<div><div>${NAVIGATION}</div></div><div><div><p>首页 &gt; 理论</p><div>${list}</div>${PAGER}</div><div><p><b>热门文章</b></p>${plainList(others)}</div></div>${FOOTER}`,
  "the latest of all columns, with dates": (list, others) =>
    `<div class="menu">${NAVIGATION}</div><div class="box"><h1>理论</h1><div class="con">${list}</div></div><div class="rbar"><div class="rb"><div class="rbt">最新发布</div><ul>${each(others, (item) => `<li>${link(item)}<span>2026-11-26</span></li>`)}</ul></div></div>${FOOTER}`,
  "a ranking above": (list, others) =>
    `<div class="nav">${NAVIGATION}</div><div class="hotbox"><div class="tit">一周热点</div><ul>${each(others, (item, n) => `<li><i>${n + 1}</i>${link(item)}</li>`)}</ul></div><div class="listbox"><div class="tit">理论</div>${list}</div>${FOOTER}`,
  "a headline of the site above": (list, others) =>
    `<div>${each(others.slice(0, 1), (item) => link(item))}</div><div class="nav">${NAVIGATION}</div><div class="lm"><span>理论</span></div><div class="mid">${list}</div><div class="links"><b>友情链接</b> <a href="https://a.example/">某某职工之家网站</a></div>`,
  "lists of other columns below": (list, others) =>
    `<div class="nav">${NAVIGATION}</div><div class="main"><div class="hd"><h2>理论</h2></div><div class="bd">${list}</div></div>${each(["要闻", "基层", "文化"], (name, n) => `<div class="blk"><div class="hd"><h2>${name}</h2><a href="/x${n}/">更多</a></div>${plainList(others.slice(n * 4, n * 4 + 4))}</div>`)}${FOOTER}`,
};
