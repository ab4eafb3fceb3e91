const SITE_NAME_FOLLOWS = String.raw`(?=\s*(?:[-_|–—·»]|$))`;
const MESSAGE_TITLES = [
  // The page is not there.
  String.raw`^(?:404|403|50\d|error)\b`,
  "not found",
  "(?:页面|网页|文章|内容|信息|稿件|新闻).{0,6}(?:不存在|找不到|未找到|没有找到|已删除|被删除|已下线|出错)",
  "^(?:系统)?提示(?:信息|消息)?$",
  "^(?:出错了|抱歉)",
  // It is shown only to those who log in.
  `^(?:请先?|用户|会员|读者|账号|统一身份|系统|欢迎)?(?:登录|登陆|注册|认证)(?:系统|页面?|中心|平台)?${SITE_NAME_FOLLOWS}`,
  String.raw`^(?:please )?(?:log|sign)[ -]?in\b`,
  // It is shown only to people.
  `^(?:安全|人机|访问|身份|滑动)验证(?:码|中心|页面?)?${SITE_NAME_FOLLOWS}`,
  "^(?:just a moment|attention required|access denied)",
  "^访问(?:受限|异常|被拒绝|过于频繁|太频繁)",
].map((pattern) => new RegExp(pattern, "i"));

/** Tells whether a title is that of a page that says that the article is not there, or cannot be shown. */
export function isMessageTitle(title: string): boolean {
  return MESSAGE_TITLES.some((pattern) => pattern.test(title));
}
