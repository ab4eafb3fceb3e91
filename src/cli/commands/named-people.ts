import type { Person } from "../../domain/article.ts";

/** A name, then a role or affiliation in brackets, as `show` writes them. */
const WITH_ABOUT = /^(?<name>[^(（]*[^\s(（])\s*[(（](?<about>.*)[)）]$/su;

/** A comma, Chinese or Latin, that is not in brackets. */
const SEPARATOR = /[、，,](?![^(（]*[)）])/u;

/**
 * Parses people as an operator writes them, such as `王晓峰（中国劳动关系学院）`. What is `known` of one of them stays,
 * unless the brackets have another role, or are empty.
 */
export function namedPeople(names: readonly string[], known: readonly Person[] = []): Person[] {
  return names.map((written) => {
    const text = written.trim();
    // A name that is known may have brackets of its own.
    const isKnown = known.some((person) => person.name === text);
    const { name = text, about } = (isKnown ? undefined : WITH_ABOUT.exec(text)?.groups) ?? {};
    const { url, about: oldAbout } = known.find((person) => person.name === name) ?? {};
    const newAbout = about === undefined ? oldAbout : about.trim();
    return { name, ...(newAbout && { about: newAbout }), ...(url !== undefined && { url }) };
  });
}

/** Splits names that are written on one line with commas between them. */
export function splitNames(line: string): readonly string[] {
  return line
    .split(SEPARATOR)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
