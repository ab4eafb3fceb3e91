/**
 * The words that pages label what they say with, as patterns: the longer first (`责任编辑` before `编辑`), with
 * spaces between their characters or not.
 */
export const LABELS = {
  source: spaced("文章来源 稿件来源 信息来源 新闻来源 来源 出处"),
  editor: spaced("责任编辑 值班编辑 本期编辑 网络编辑 责编 编辑"),
  author: spaced("文章作者 本文作者 作者 撰文 撰稿 记者"),
  other: spaced(
    "发布时间 发布日期 发表时间 更新时间 时间 日期 点击数 点击量 点击 浏览次数 浏览量 浏览 阅读量 阅读 字号 字体 关键词 标签 校对 审核 监制 主编 摄影",
  ),
} as const;

function spaced(words: string): string {
  return words
    .split(" ")
    .map((word) => [...word].join("\\s*"))
    .join("|");
}
