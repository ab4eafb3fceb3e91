import type { Person } from "../../../domain/article.ts";

/** What one line of a page says of who made it, and what else is in it. */
export interface Byline {
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly source?: string;
  /** What the line says of the authors without naming them: `系某大学教授` is `某大学教授`. */
  readonly about?: string;
  /** The line without all that. */
  readonly rest: string;
}

const spaced = (words: string) =>
  words
    .split(" ")
    .map((word) => [...word].join("\\s*"))
    .join("|");

/** The labels, the longer first: `责任编辑` before `编辑`. */
const LABELS = {
  source: spaced("文章来源 稿件来源 信息来源 新闻来源 来源 出处"),
  editor: spaced("责任编辑 值班编辑 本期编辑 网络编辑 责编 编辑"),
  author: spaced("文章作者 本文作者 作者 撰文 撰稿 记者"),
  other: spaced(
    "发布时间 发布日期 发表时间 更新时间 时间 日期 点击数 点击量 点击 浏览次数 浏览量 浏览 阅读量 阅读 字号 字体 关键词 标签 校对 审核 监制 主编 摄影",
  ),
} as const;
const ANY = Object.values(LABELS).join("|");
const LABELLED = new RegExp(
  `[【\\[(（<《]?\\s*(?:(?<source>${LABELS.source})|(?<editor>${LABELS.editor})|(?<author>${LABELS.author}))\\s*[:：]\\s*` +
    `(?<value>(?:(?!\\s*[【\\[]?\\s*(?:${ANY})\\s*[:：]|\\s{3,}|\\t|[|｜】\\]]|(?:19|20)\\d{2}\\s*[-年/.]|\\s(?:字号|打印|分享|我有话说)).)*)[】\\]]?`,
  "gs",
);
const ABOUT =
  /^[\s(（【[]*(?:本文)?作者(?<name>[\p{Script=Han}·]{2,8}?)?\s*(?:[:：]\s*(?<named>[\p{Script=Han}·]{2,8}?)\s*[,，]\s*)?(?:均|都)?(?:系|为|是|单位\s*[:：]?|简介\s*[:：]|现任)\s*(?<about>.+?)[\s)）】\]。.]*$/su;
/** A paragraph is no byline, and patterns of labels are slow to find that out. */
const LONGEST = 400;
const NOBODY = /^(?:佚名|未知|不详|网络|无|匿名)$/;

/** Returns what `line` says of its authors, editors and source: `来源：`, `作者：`, `责任编辑：`, `(作者系…)`. */
export function byline(line: string): Byline {
  if (line.length > LONGEST) return { authors: [], editors: [], rest: line };
  const about = ABOUT.exec(line)?.groups;
  const isClosing = about !== undefined && line.length < 200 && /^[\s(（【[]/.test(line);
  if (isClosing && about.about) return closing(about.name ?? about.named, about.about);

  const found: Record<"source" | "editor" | "author", string[]> = { source: [], editor: [], author: [] };
  const rest = line.replace(LABELLED, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    const value = unbracketed((groups.value ?? "").trim());
    for (const label of ["source", "editor", "author"] as const) if (groups[label]) found[label].push(value);
    return " ";
  });
  const source = found.source.find((name) => /[^\p{P}\p{S}\s]/u.test(name));
  return {
    authors: found.author.flatMap(people),
    editors: found.editor.flatMap(people),
    ...(source && { source }),
    rest: rest.trim(),
  };
}

function closing(name: string | undefined, about: string): Byline {
  const said = about.trim();
  return name
    ? { authors: [{ name, about: said }], editors: [], rest: "" }
    : { authors: [], editors: [], about: said, rest: "" };
}

/** A bracket that closes what the line opened before the label: `(责编：王一)`. */
function unbracketed(value: string): string {
  const isOpen = /[(（<《]/.test(value);
  return isOpen ? value : value.replace(/[)）>》\s]+$/, "");
}

/** The people whom a list names, each with what stands in brackets behind the name. */
function people(list: string): Person[] {
  return (list.match(/(?:[(（][^)）]*[)）]?|[^、,，;；\n(（])+/g) ?? [])
    .flatMap((part) =>
      part.split(/[\s\u3000]+(?![(（])(?=[^)）]*(?:[(（]|$))/).reduce<string[]>(joinedNames, []),
    )
    .map((part) => /^(?<name>[^(（]+?)\s*(?:[(（](?<about>.*?)[)）]?)?$/s.exec(part.trim())?.groups)
    .filter((person) => person !== undefined)
    .map(({ name = "", about }) => ({ name, ...(about && { about }) }))
    .filter(({ name }) => name.length <= 40 && !NOBODY.test(name) && /\p{L}/u.test(name));
}

/** Names of two characters are set with a space between them: `张　三` is one name; Latin names have their own. */
function joinedNames(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  if (part === "") return parts;
  if (last === undefined) return [part];
  const isHalves = [last, part].every((half) => /^\p{Script=Han}$/u.test(half));
  const isLatin =
    /^[\p{Script=Latin}.' -]+$/u.test(last) && /^[\p{Script=Latin}.'-]+(?:\s*[(（].*)?$/u.test(part);
  if (isHalves) return [...parts.slice(0, -1), `${last}${part}`];
  return isLatin ? [...parts.slice(0, -1), `${last} ${part}`] : [...parts, part];
}
