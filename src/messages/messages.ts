import { en } from "./en.ts";
import type { Messages } from "./texts.ts";
import { zhCn } from "./zh-cn.ts";

/** The languages of the pages' own texts, by their primary subtag. */
const LANGUAGES: Readonly<Record<string, Messages>> = { zh: zhCn, en };

/** Returns the texts for a publication in `language`; English where there are none in it. */
export function messagesFor(language: string): Messages {
  const [primary = ""] = language.toLowerCase().split("-");
  return LANGUAGES[primary] ?? en;
}
