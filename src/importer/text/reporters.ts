import type { Person } from "../../domain/article.ts";
import { parsePeople } from "./byline.ts";
import { ROLE } from "./roles.ts";
import { parseUnlabelledByline } from "./unlabelled-byline.ts";

const ROLES = new RegExp(`(${ROLE})[\\s:：]*`, "u");
/** Without brackets, `记者节快乐` is no byline: there is a space behind the role, or a newspaper before it. */
const CERTAIN_ROLE = new RegExp(
  `${ROLE}[\\s:：]|[报報网網社台臺刊](?:记者|記者|通讯员|通訊員|评论员|評論員)`,
  "u",
);
const PHOTOGRAPHER = /^(?:摄影|攝影)/;
/** What the reporters made, before them: `文/图`. Before a photographer it is `图`. */
const WORK_BEFORE = /^(?:文\s*[/／∕|｜]?\s*[图圖]?|[图圖]\s*[/／|｜]?\s*文)[/／∕|｜:：\s]\s*/u;
/** What stands before the first role: the name of a newspaper, a dateline, or nothing. */
const OUTLET =
  /^(?:[\p{Script=Han}A-Za-z\d\s]{0,14}(?:[网網报報台臺社刊志誌媒视視讯訊电電a-z]|中心|频道|新闻|客户端)\s*)?$/iu;
const NAME = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,7}(?:[·•・]\p{Script=Han}{1,7})+)$/u;
const NO_NAME =
  /摄影|攝影|拍摄|采写|采访|整理|报道|報道|综合|现场|图片|手记|观察|调查|专访|获悉|供图|提供|发自|口述|编译|翻译|联合|团队|的/;
/** What may stand behind the last name. A picture's credit (`记者 王一 摄`) is no byline. */
const WORK =
  /(?:\s*(?:[文图圖]\s*[/／]\s*[文图圖]|图文|摄影报道|采写)|(?:\s+\p{Script=Han}{2,6})?(?:报道|報道)|\s*[/／∕]\s*\p{Script=Han}{2,6}(?:报道|報道|報導)|\s+文)\s*$/u;

const BRACKETS = "[（(【\\[]([^（()）【】[\\]]{4,80})[）)】\\]]";
/** The beginning of a report: `本报讯（记者 …）`, `新华社北京11月26日电（记者…）`, `【记者 …】`. */
const HEAD = new RegExp(`^[^。！？；，,]{0,25}?(?:(?<=[讯訊电電日]|消息|^)\\s*)${BRACKETS}`);
const UNBRACKETED_HEAD = new RegExp(
  `^[^。！？；，,]{0,25}?[讯訊电電]\\s*(${ROLE}[^。！？；]{2,40}?)\\s*(?:报道|報道)`,
  "u",
);
const END = new RegExp(`${BRACKETS}[\\s。]*$`);
/** `記者王峰、李海／台北報導`. */
const PLACE_OF_REPORT = /[/／∕]\s*\p{Script=Han}{2,6}(?:报道|報道|報導)$/u;
const DATE_AT_THE_END = /\s+(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月].*$/s;
const MAX_LINE_LENGTH = 60;
const LINES_AT_THE_HEAD = 3;
const LINES_AT_THE_END = 2;

/** Returns the authors that one line of the head of an article names, without a label: `本报记者 王峰`, `文/王峰`. */
export function authorsInLine(line: string): Person[] {
  const plain = line.replace(DATE_AT_THE_END, "").trim();
  const whole = wholeLine(plain);
  const people = whole === undefined ? [] : parseReporters(whole);
  return people.length > 0 ? people : parseUnlabelledByline(plain);
}

/**
 * Returns the reporters that a text itself names, in its first or last lines: `本报讯（记者 王　峰 通讯员 李小海）`,
 * `中工网记者 王峰`. They are only Chinese names; where anything else stands between them there are none.
 */
export function reporters(lines: readonly string[]): Person[] {
  const candidates = [
    ...lines
      .slice(0, LINES_AT_THE_HEAD)
      .flatMap((line) => [wholeLine(line), HEAD.exec(line)?.[1], UNBRACKETED_HEAD.exec(line)?.[1]]),
    ...lines.slice(-LINES_AT_THE_END).flatMap((line) => [wholeLine(line), END.exec(line)?.[1]]),
  ];
  for (const candidate of candidates) {
    const people = candidate === undefined ? [] : parseReporters(candidate.trim());
    if (people.length > 0) return people;
  }
  const ends = [...lines.slice(0, LINES_AT_THE_HEAD), ...lines.slice(-LINES_AT_THE_END)];
  return ends.map(parseUnlabelledByline).find((people) => people.length > 0) ?? [];
}

/** Returns a short line without the signs and brackets around it. */
function wholeLine(line: string): string | undefined {
  if (line.length > MAX_LINE_LENGTH) return undefined;
  const bare = line.replace(/^[^\p{L}]+/u, "").replace(/[\s)）】\]]+$/, "");
  return CERTAIN_ROLE.test(bare) || PLACE_OF_REPORT.test(bare) ? bare : undefined;
}

/** Parses roles and the names behind each; returns nobody if there is anything else. */
function parseReporters(text: string): Person[] {
  const [outlet = "", ...parts] = text.replace(WORK, "").replace(WORK_BEFORE, "").split(ROLES);
  if (parts.length === 0 || !OUTLET.test(outlet)) return [];
  const people: Person[] = [];
  for (const [index, names] of parts.entries()) {
    const role = parts[index - 1] ?? "";
    if (index % 2 === 0 || PHOTOGRAPHER.test(role)) continue;
    const named = parsePeople(names);
    if (named.length === 0 || !named.every(({ name, about }) => about === undefined && isName(name)))
      return [];
    people.push(...named);
  }
  return people;
}

function isName(name: string): boolean {
  return NAME.test(name) && !NO_NAME.test(name);
}
