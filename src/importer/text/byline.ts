import type { Person } from "../../domain/article.ts";
import { isNobody, realPeople } from "../real-people.ts";
import { type AuthorNote, parseAuthorNote } from "./author-note.ts";
import { ROLE } from "./roles.ts";

/** What one line of a page states about the authors, editors and source of its article. */
interface Byline extends AuthorNote {
  readonly editors: readonly Person[];
  readonly source?: string;
  /** The rest of the line. */
  readonly rest: string;
}

/**
 * The labels that pages put before values, as patterns: the longer before the shorter (`责任编辑` before `编辑`),
 * and with optional spaces between characters.
 */
export const LABELS = {
  source: labelPattern("文章来源 稿件来源 信息来源 新闻来源 来源 出处"),
  editor: labelPattern("责任编辑 責任編輯 值班编辑 本期编辑 网络编辑 责编 責編 编辑 編輯"),
  author: `${labelPattern("文章作者 本文作者 作者 撰文 撰稿 记者 記者")}|${singleCharacter("文")}`,
  other: `${labelPattern(
    "发布时间 發佈時間 發布時間 发布日期 發佈日期 发表时间 更新时间 时间 時間 日期 点击数 点击量 点击 浏览次数 浏览量 浏览 阅读量 阅读 字号 字体 关键词 标签 校对 审核 监制 主编 摄影 攝影 供稿 供图 來源 出處",
  )}|${singleCharacter("[图圖]")}`,
} as const;

/** Any of the labels. */
export const ANY_LABEL: string = Object.values(LABELS).join("|");

const LABELLED_VALUE = new RegExp(
  `[【\\[(（<《]?\\s*(?:(${LABELS.source})|(${LABELS.editor})|(${LABELS.author}))\\s*[:：]\\s*` +
    `((?:(?!\\s*[【\\[]?\\s*(?:${ANY_LABEL})\\s*[:：]|\\s{3,}|\\t|[|｜】\\]]|(?:19|20)\\d{2}\\s*(?:[-/.]|年(?!第))|\\s(?:字号|打印|分享|我有话说)).)*)[】\\]]?`,
  "gs",
);
/** A label and a name with a bar between them: `作者 | 王峰`, `编辑｜李海`. */
const LABEL_AND_BAR = new RegExp(
  `(?<=^|\\s)(${LABELS.editor}|${LABELS.author})\\s*[|｜丨]\\s*(?=[\\u4e00-\\u9fff](?:[\\u4e00-\\u9fff]{1,3}|\\s[\\u4e00-\\u9fff])(?:[\\s、]|$))`,
  "g",
);
const OTHER_VALUE = new RegExp(`[（(【[]?(?:${LABELS.other})\\s*[:：]\\s*\\S*`, "g");
/** Longer lines are paragraphs, in which the pattern would search for long. */
const MAX_BYLINE_LENGTH = 400;
/** Every byline contains one of these. */
const BYLINE_SIGN = /[:：|｜丨]|作者/;
const MAX_NAME_LENGTH = 40;
/** What programs write for no source. */
const UNKNOWN_SOURCE = /^(?:未知(?:来源)?|不详|暂无|无)$/;

/** Parses the authors, editors and source in a line: `来源：`, `作者：`, `责任编辑：`, `(作者系…)`. */
export function parseByline(line: string): Byline {
  if (line.length > MAX_BYLINE_LENGTH || !BYLINE_SIGN.test(line))
    return { authors: [], editors: [], rest: line.trim() };
  const note = parseAuthorNote(line);
  if (note) return { ...note, editors: [], rest: "" };

  const { sources, editors, authors, rest } = labelledValues(line);
  const source = sources.find((name) => /[^\p{P}\p{S}\s]/u.test(name) && !UNKNOWN_SOURCE.test(name));
  return {
    authors: realPeople(authors.flatMap(parseAuthors)),
    editors: realPeople(editors.flatMap(parsePeople)),
    ...(source && { source }),
    rest,
  };
}

/** Tells whether a line has a label whose value stands for nobody: `作者：佚名`, `责任编辑：小编`. */
export function namesNobody(line: string): boolean {
  if (line.length > MAX_BYLINE_LENGTH || !BYLINE_SIGN.test(line)) return false;
  const { authors, editors } = labelledValues(line);
  return [...authors, ...editors].flatMap(parsePeople).some(isNobody);
}

/** Removes the labels that are not for a name that counts, and their values, from the rest of a byline: `摄影：李明`, `浏览：12`. */
export function withoutOtherValues(rest: string): string {
  return rest.replace(OTHER_VALUE, "").trim();
}

function labelledValues(text: string) {
  const line = text.replace(LABEL_AND_BAR, "$1：");
  const [sources, editors, authors]: [string[], string[], string[]] = [[], [], []];
  const rest = line.replace(
    LABELLED_VALUE,
    (_, source?: string, editor?: string, _author?: string, value = "") => {
      const values = source ? sources : editor ? editors : authors;
      values.push(withoutClosingBracket(value.trim()));
      return " ";
    },
  );
  return { sources, editors, authors, rest: rest.replace(/\s+/g, " ").trim() };
}

/** Removes the bracket that closes one before the label: `(责编：王一)`. */
function withoutClosingBracket(value: string): string {
  const hasOpeningBracket = /[(（<《]/.test(value);
  return hasOpeningBracket ? value : value.replace(/[)）>》\s]+$/, "");
}

/** The roles before names: `作者：本报记者 王峰 通讯员 李海`. */
const ROLES = new RegExp(`(?<![\\p{L}])${ROLE}(?:\\s+|(?=\\p{Script=Han}{2,3}(?:[\\s、]|$)))`, "gu");

function parseAuthors(list: string): Person[] {
  const names = list.replace(ROLES, " ");
  return parsePeople(/\p{L}/u.test(names) ? names : list);
}

/** Parses a list of names, each with an optional role in brackets: `王一、李二（记者）`. */
export function parsePeople(list: string): Person[] {
  return (list.match(/(?:[(（][^)）]*[)）]?|[^、,，;；\n(（])+/g) ?? [])
    .flatMap((part) => {
      const words = part.split(/[\s\u3000]+(?![(（])(?=[^)）]*(?:[(（]|$))/).filter((word) => word !== "");
      return isSpacedName(words) ? words.join("") : words.reduce<string[]>(appendName, []);
    })
    .map((part) => /^(?<name>[^(（]+?)\s*(?:[(（](?<about>.*?)[)）]?)?$/s.exec(part.trim())?.groups)
    .filter((person) => person !== undefined)
    .map(({ name = "", about }) => ({ name, ...(about && { about }) }))
    .filter(({ name }) => name.length <= MAX_NAME_LENGTH && /\p{L}/u.test(name));
}

/** Tells whether words are the characters of one name: `曹 雪 芹`. */
function isSpacedName(words: readonly string[]): boolean {
  return words.length === 3 && words.every((word) => /^\p{Script=Han}$/u.test(word));
}

/** Appends a part to names that were split at spaces: `张　三` is one name of two characters, `Ann Lee` one in Latin. */
function appendName(names: string[], part: string): string[] {
  const last = names.at(-1);
  if (part === "") return names;
  if (last === undefined) return [part];
  const areSingleCharacters = [last, part].every((half) => /^\p{Script=Han}$/u.test(half));
  const areLatin =
    /^[\p{Script=Latin}.' -]+$/u.test(last) && /^[\p{Script=Latin}.'-]+(?:\s*[(（].*)?$/u.test(part);
  if (areSingleCharacters) return [...names.slice(0, -1), `${last}${part}`];
  return areLatin ? [...names.slice(0, -1), `${last} ${part}`] : [...names, part];
}

/** A label that is not the last character of a word, as in `正文：`. */
function singleCharacter(label: string): string {
  return `(?<![\\u4e00-\\u9fff])${label}`;
}

function labelPattern(words: string): string {
  return words
    .split(" ")
    .map((word) => [...word].join("\\s*"))
    .join("|");
}
