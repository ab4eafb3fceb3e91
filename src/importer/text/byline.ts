import type { Person } from "../../domain/article.ts";
import { isNobody, realPeople } from "../real-people.ts";
import { type AuthorNote, parseAuthorNote } from "./author-note.ts";

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
  editor: labelPattern("责任编辑 值班编辑 本期编辑 网络编辑 责编 编辑"),
  author: labelPattern("文章作者 本文作者 作者 撰文 撰稿 记者"),
  other: labelPattern(
    "发布时间 发布日期 发表时间 更新时间 时间 日期 点击数 点击量 点击 浏览次数 浏览量 浏览 阅读量 阅读 字号 字体 关键词 标签 校对 审核 监制 主编 摄影",
  ),
} as const;

/** Any of the labels. */
export const ANY_LABEL: string = Object.values(LABELS).join("|");

const LABELLED_VALUE = new RegExp(
  `[【\\[(（<《]?\\s*(?:(${LABELS.source})|(${LABELS.editor})|(${LABELS.author}))\\s*[:：]\\s*` +
    `((?:(?!\\s*[【\\[]?\\s*(?:${ANY_LABEL})\\s*[:：]|\\s{3,}|\\t|[|｜】\\]]|(?:19|20)\\d{2}\\s*[-年/.]|\\s(?:字号|打印|分享|我有话说)).)*)[】\\]]?`,
  "gs",
);
/** Longer lines are paragraphs, in which the pattern would search for long. */
const MAX_BYLINE_LENGTH = 400;
/** Every byline contains one of these. */
const BYLINE_SIGN = /[:：]|作者/;
const MAX_NAME_LENGTH = 40;

/** Parses the authors, editors and source in a line: `来源：`, `作者：`, `责任编辑：`, `(作者系…)`. */
export function parseByline(line: string): Byline {
  if (line.length > MAX_BYLINE_LENGTH || !BYLINE_SIGN.test(line))
    return { authors: [], editors: [], rest: line.trim() };
  const note = parseAuthorNote(line);
  if (note) return { ...note, editors: [], rest: "" };

  const { sources, editors, authors, rest } = labelledValues(line);
  const source = sources.find((name) => /[^\p{P}\p{S}\s]/u.test(name));
  return {
    authors: realPeople(authors.flatMap(parsePeople)),
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

function labelledValues(line: string) {
  const [sources, editors, authors]: [string[], string[], string[]] = [[], [], []];
  const rest = line.replace(
    LABELLED_VALUE,
    (_, source?: string, editor?: string, _author?: string, value = "") => {
      const values = source ? sources : editor ? editors : authors;
      values.push(withoutClosingBracket(value.trim()));
      return " ";
    },
  );
  return { sources, editors, authors, rest: rest.trim() };
}

/** Removes the bracket that closes one before the label: `(责编：王一)`. */
function withoutClosingBracket(value: string): string {
  const hasOpeningBracket = /[(（<《]/.test(value);
  return hasOpeningBracket ? value : value.replace(/[)）>》\s]+$/, "");
}

/** Parses a list of names, each with an optional role in brackets: `王一、李二（记者）`. */
export function parsePeople(list: string): Person[] {
  return (list.match(/(?:[(（][^)）]*[)）]?|[^、,，;；\n(（])+/g) ?? [])
    .flatMap((part) =>
      part.split(/[\s\u3000]+(?![(（])(?=[^)）]*(?:[(（]|$))/).reduce<string[]>(appendName, []),
    )
    .map((part) => /^(?<name>[^(（]+?)\s*(?:[(（](?<about>.*?)[)）]?)?$/s.exec(part.trim())?.groups)
    .filter((person) => person !== undefined)
    .map(({ name = "", about }) => ({ name, ...(about && { about }) }))
    .filter(({ name }) => name.length <= MAX_NAME_LENGTH && /\p{L}/u.test(name));
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

function labelPattern(words: string): string {
  return words
    .split(" ")
    .map((word) => [...word].join("\\s*"))
    .join("|");
}
