import type { Person } from "../../domain/article.ts";
import { realPeople } from "../real-people.ts";
import { parsePeople } from "./byline.ts";
import { ROLE } from "./roles.ts";

const MAX_LENGTH = 80;
/** `By Ann Lee`, `Words by Ann Lee and Bo Berg | 26 November 2026`. */
const LATIN_BYLINE = /^(?:(?:words|text|story|written|posted|reported)\s+)?by\s*:?\s+(?<names>\p{Lu}.*)$/isu;
/** What stands behind the names: a sign, a date, a place. */
const LATIN_END =
  /\s*(?:[|｜•·–—/(（]|\s-\s|\s{3}|,?\s+(?:on|in|for|published|posted|updated)\b|,?\s*\d|,?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d).*$/isu;
const LATIN_SEPARATOR = /\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+with\s+|\s*&\s*)/i;
const LATIN_NAME =
  /^\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|al|el|y)\b|\p{Lu}[\p{L}.'’-]*)){0,4}\s+\p{Lu}[\p{L}.'’-]*$/u;
const NO_LATIN_NAME = /\b(?:staff|team|editors?|reporters?|the|our|news|desk|press|admin|guest|author)\b/i;

/** `文/王峰`, `文｜王峰`, `（文/图 王峰）`, `作者 | 王峰`, `[作者] 王峰`, `撰文／王峰`. */
const WORK_AND_NAMES =
  /^(?:[【[［〔（(]?\s*(?:文章?|文字|图文|圖文|文[图圖]|撰文|撰稿|作者|著者)\s*(?:[/／∕|｜丨・]\s*(?:(?:[图圖]|[摄攝]影?)(?=[\s:：/／∕|｜]))?[\s:：/／∕|｜]*)|[【[［〔]\s*(?:作者|撰文)\s*[】\]］〕][\s:：]*)(?<names>\p{L}.*)$/su;
/** `□ 王峰`, `◎王峰（作家）`. */
const SIGN_AND_NAMES = /^[□◎○■◇◆☆★△▲]\s*(?<names>\p{Script=Han}.*)$/su;
/** A name with a space within: `王　峰`, `王 峰　李 海`. */
const SPACED_NAMES =
  /^\p{Script=Han}[ \u3000]+\p{Script=Han}(?:[ \u3000、]+\p{Script=Han}[ \u3000]+\p{Script=Han})*$/u;
const SHORT_NAME = /^\p{Script=Han}{2,3}$/u;
/** The most frequent ones; `前　言` and `摘　要` are no names. */
const SURNAMES = new Set(
  "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文韦韋欧歐",
);
const NO_NAME = new Set(
  "方法 程序 文献 文章 文化 常识 史料 高考 金融 任务 余论 范例 白话 江山 秦腔 石刻".split(" "),
);

const CJK_NAME =
  /^(?:\p{Script=Han}{2,4}|[\p{Script=Han}々\p{Script=Hiragana}\p{Script=Katakana}ー]{2,8}|\p{Script=Han}{1,7}(?:[·•・]\p{Script=Han}{1,7})+)$/u;
const ORGANISATION =
  /(?:[报報网網社台臺刊志誌部处處局院校会會组組室站厅廳]|大学|大學|中心|公司|频道|頻道|编辑|編輯|综合|綜合|整理|报道|報道|摄影|攝影|供图|供稿|原创|转载)$/u;
/** The superscripts that lead to affiliations: `王峰1,2，李海*`. */
const NOTE_SIGNS = /(?<=\p{L})\s*[\d*＊†‡①-⑳¹²³]+(?:\s*,\s*[\d*]+)*/gu;
const ROLES = new RegExp(`(?:${ROLE}|編集委員|論説委員|编委|主笔)[\\s:：]*`, "gu");

/** Returns the authors in a line that has nothing but their names behind a customary word or sign: `文/王峰`, `By Ann Lee`. */
export function parseUnlabelledByline(line: string): Person[] {
  if (line.length > MAX_LENGTH) return [];
  const latin = LATIN_BYLINE.exec(line)?.groups?.names;
  if (latin !== undefined) return parseNames(latin);
  const work = WORK_AND_NAMES.exec(line)?.groups?.names;
  if (work !== undefined) return parseNames(work);
  // Signs also stand before the names of columns.
  const sign = SIGN_AND_NAMES.exec(line)?.groups?.names;
  const people = sign !== undefined ? parseNames(sign) : SPACED_NAMES.test(line) ? parsePeople(line) : [];
  return people.every(({ name }) => hasSurname(name)) ? people : [];
}

function hasSurname(name: string): boolean {
  return SHORT_NAME.test(name) && SURNAMES.has(name.slice(0, 1)) && !NO_NAME.has(name);
}

/** Returns the people in a text that has only names, with roles before them or in brackets; nobody if it has anything else. */
export function parseNames(text: string): Person[] {
  const names = text.replace(LATIN_END, "").trim();
  if (/^\p{Script=Latin}/u.test(names)) {
    const people = names.split(LATIN_SEPARATOR).map((name) => ({ name: name.trim() }));
    const isName = ({ name }: Person) => LATIN_NAME.test(name) && !NO_LATIN_NAME.test(name);
    return people.every(isName) ? people : [];
  }
  const bare = text
    .replace(NOTE_SIGNS, "")
    .replace(ROLES, " ")
    .replace(/[\s)）】\]]+$/, (end) => (/[(（]/.test(text) ? end.trim() : ""));
  const people = realPeople(parsePeople(bare));
  const isName = ({ name }: Person) => CJK_NAME.test(name) && !ORGANISATION.test(name);
  return people.every(isName) ? people : [];
}
