import { type BodyBlock, blockLine } from "./body-blocks.ts";

const MAX_LINE_LENGTH = 60;
/** What stands below an article in one short line. */
const FOOTER_LINE =
  /^[\s【[（(·•|>»]*(?:[用请請]?(?:微信|手机|手機)?(?:扫|掃)(?:一?[扫掃]|描.{0,10}二[维維][码碼]|[码碼].{0,20}(?:微信|公众号|公眾號|客户端|小程序|二维码|下载))|长按(?:二维码|识别)|(?:上|下)一?[篇条則则][】\s:：|]|(?:上|下)一?[篇条則则]$|[前后後]一?篇[:：\s|]|分享(?:到|至|本文)?\s*(?:[:：]|$)|返回(?:列表|首页|顶部|上一[页级])|回列表|(?:打印|列印)(?:本页|本文|此页)?[】\s|]|关闭(?:窗口|本页|页面)?[】\s|]?$|(?:我要)?纠错[】\s|]?$|(?:点击|浏览|阅读)(?:次数|量|数)?\s*[:：]\s*\d|share (?:this|on)\b|previous(?: article| post)?\s*[:：|]|next(?: article| post)?\s*[:：|])/iu;
/** A sentence is text of the article. */
const SENTENCE_END = /[。！？；]/;
/** Notes on rights, and invitations, which may be longer. */
const MAX_NOTE_LENGTH = 250;
const NOTE =
  /^[\s【[（(※*]*(?:[^。！？]{0,16}(?:版权|版權)(?:与|及|和)?(?:免责)?(?:声明|聲明|所有(?![者人权權])|說明|说明)|免责声明\s*[:：]|copyright\s*(?:©|\(c\)|\d|by\b)|©|无断転載|無断転載|sign up (?:for|to) |subscribe (?:to|now) |all rights reserved)/iu;
/** The heading of a list of other articles. */
const LIST_HEADING =
  /^[\s【[]*(?:(?:相关|延伸|推荐|热门|精彩|往期|更多|相關|延伸|熱門|推薦)(?:新闻|阅读|文章|报道|链接|推荐|内容|回顾|新聞|閱讀|報導|連結)|関連記事|関連リンク|あわせて読みたい|related(?: articles| stories| posts)?|read more|more from\b.{0,30})[】\]\s:：]*$/iu;
const MAX_LIST_LENGTH = 30;

/**
 * Removes from the end of a body what is below the article: lines such as `扫一扫` and `上一篇`, notes on rights, and
 * lists of other articles.
 */
export function withoutFooter(blocks: readonly BodyBlock[]): BodyBlock[] {
  return blocks.slice(0, footerStart(blocks));
}

function footerStart(blocks: readonly BodyBlock[]): number {
  let end = blocks.length;
  for (let last = blocks[end - 1]; last && end > 1; last = blocks[end - 1]) {
    const list = listStart(blocks, end);
    if (list === undefined && !isFooterBlock(last)) break;
    end = list ?? end - 1;
  }
  return end;
}

/** Tells whether a block is below the article, and no part of it. */
export function isFooterBlock(block: BodyBlock): boolean {
  if (block.hasMedia) return false;
  const line = blockLine(block);
  if (line.length <= MAX_LINE_LENGTH && !SENTENCE_END.test(line) && FOOTER_LINE.test(line)) return true;
  return line.length <= MAX_NOTE_LENGTH && NOTE.test(line);
}

/** Returns where the list of other articles begins that ends before `end`: its heading, and links after it. */
function listStart(blocks: readonly BodyBlock[], end: number): number | undefined {
  for (let index = end - 1; index > 0 && end - index < MAX_LIST_LENGTH; index--) {
    const block = blocks[index];
    if (!block || block.hasMedia) return undefined;
    if (LIST_HEADING.test(blockLine(block))) return index;
    if (!hasOnlyLinks(block)) return undefined;
  }
  return undefined;
}

function hasOnlyLinks({ html }: BodyBlock): boolean {
  const rest = html.replace(/<a\b[^>]*>.*?<\/a>/gs, "").replace(/<[^>]*>/g, "");
  return !/\p{L}/u.test(rest);
}
