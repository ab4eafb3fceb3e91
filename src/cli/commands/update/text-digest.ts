import { digest } from "../../../importer/digest.ts";
import type { SourceFields } from "../../../importer/matching/source-fields.ts";

const NUMBER = String.raw`\d[\d,.]{0,12}[万km]?`;
const CHINESE = "点击|阅读|浏览|访问|查看|评论|点赞|转发|收藏|分享|人气|热度";
const ENGLISH = "views?|hits?|reads?|visits?|comments?|likes?|shares?";
/** How often a page was visited or commented on: `点击：1024次`, `阅读量 (1.2万)`, `1024次浏览`, `12 comments`. */
const COUNTERS = [
  String.raw`(?:${CHINESE})(?:量|数|率|次数|人数)?\s?[:：]?\s?[(（[]?\s?${NUMBER}`,
  String.raw`${NUMBER}\s?[次人]?\s?(?:${CHINESE})`,
  String.raw`\b(?:${ENGLISH})\s?:?\s?[([]?\s?${NUMBER}`,
  String.raw`\b${NUMBER}\s?(?:${ENGLISH})\b`,
].map((pattern) => new RegExp(pattern, "gi"));
/** The query of an address in an attribute, and the id of a session, which some servers change with each visit. */
const QUERY = /(?<==")(?<path>[^"?#;]*)[?#;][^"]*(?=")/g;

/** Returns a digest of the text and the pictures of an article, without what changes with each visit. */
export function textDigest({ content = "", image }: Pick<SourceFields, "content" | "image">): string {
  const text = COUNTERS.reduce((rest, counter) => rest.replace(counter, ""), content);
  return digest(`${text.replace(QUERY, "$<path>")}\n${image?.url.replace(/[?#;].*$/s, "")}`);
}
