import type { Person } from "../../domain/article.ts";
import type { ArticleRecord } from "../../store/json-file/store-document.ts";

/** A name, then an office or affiliation in brackets, as `show` writes them. */
const WITH_ABOUT = /^(?<name>[^(（]*[^\s(（])\s*[(（](?<about>.*)[)）]$/su;

/**
 * Returns the people whom an operator names, such as `王晓峰（中国劳动关系学院）`: what is `known` of one of
 * them stays, unless brackets say another office, or none.
 */
export function namedPeople(
  names: readonly string[],
  known: NonNullable<ArticleRecord["authors"]> = [],
): Person[] {
  return names.map((written) => {
    const text = written.trim();
    // A name that is known may have brackets of its own.
    const isKnown = known.some((person) => person.name === text);
    const { name = text, about } = (isKnown ? undefined : WITH_ABOUT.exec(text)?.groups) ?? {};
    const { url, about: earlier } = known.find((person) => person.name === name) ?? {};
    const office = about === undefined ? earlier : about.trim();
    return { name, ...(office && { about: office }), ...(url !== undefined && { url }) };
  });
}
