import type { Person } from "../../domain/article.ts";
import { oneEach } from "./one-each.ts";

/** What a closing line says of the authors: of those it names, or of those who are known already. */
export interface ClosingLine {
  readonly authors: readonly Person[];
  /** What it says of the authors without naming them: `系某大学教授` is `某大学教授`. */
  readonly about?: string;
  /** What it says of each of them in turn (`分别系…、…`), as a list. */
  readonly abouts?: string;
}

const NAME = "(?!均|都|分别)[\\p{Script=Han}·]{2,8}?";
const CLOSING = new RegExp(
  `^[\\s(（【[]+(?:本文)?作者(?:(?<name>${NAME})|(?<names>${NAME}(?:、${NAME})+)(?=均|都|分别))?\\s*` +
    `(?:[:：]\\s*(?<named>${NAME})\\s*[,，]\\s*)?(?<how>均|都|分别)?` +
    "(?:系|为|是|单位\\s*[:：]?|简介\\s*[:：]|现任)\\s*(?<about>.+?)[\\s)）】\\]。.]*$",
  "su",
);
const LONGEST = 200;

/** Returns what `line` says of its authors when it is one that closes an article: `(作者系…)`. */
export function closingLine(line: string): ClosingLine | undefined {
  const said = line.length < LONGEST ? CLOSING.exec(line)?.groups : undefined;
  const about = said?.about?.trim();
  if (!said || !about) return undefined;

  const names = (said.names ?? said.name ?? said.named)?.split("、") ?? [];
  if (names.length === 0) return { authors: [], ...(said.how === "分别" ? { abouts: about } : { about }) };
  const each = said.how === "分别" ? oneEach(about, names.length) : names.map(() => about);
  return each && { authors: names.map((name, index) => ({ name, about: each[index] ?? about })) };
}
