import type { Person } from "../../domain/article.ts";
import type { ClosingLine } from "./closing-line.ts";
import { oneEach } from "./one-each.ts";

/**
 * Returns `authors` with what a closing line `said` about them, or `undefined` when it cannot be told whom it
 * is about.
 */
export function withAbout(authors: readonly Person[], said: ClosingLine): readonly Person[] | undefined {
  if (said.authors.length > 0)
    return said.authors.flatMap((person) => apart(person, authors)).reduce(joined, authors);
  if (authors.length === 0 || (said.about ?? said.abouts) === undefined) return undefined;
  const each =
    said.abouts === undefined ? authors.map(() => said.about) : oneEach(said.abouts, authors.length);
  return each && authors.map((author, index) => described(author, each[index]));
}

/** What is said of one author may go on to another: `甲系…，乙系…`. Only who is known is taken for one. */
function apart({ name, about, ...rest }: Person, known: readonly Person[]): Person[] {
  const others = known.map((author) => author.name).filter((other) => other !== name);
  if (about === undefined || others.length === 0) return [{ name, ...(about && { about }), ...rest }];
  const next = new RegExp(`[,，;；、]\\s*(${others.map(escaped).join("|")})\\s*(?:系|为|是|现任)\\s*`);
  const [own, ...parts] = about.split(next);
  const people = parts.flatMap((other, index) =>
    index % 2 === 0 ? [described({ name: other }, parts[index + 1])] : [],
  );
  return [described({ name, ...rest }, own), ...people];
}

function joined(authors: readonly Person[], person: Person): readonly Person[] {
  if (!authors.some(({ name }) => name === person.name)) return [...authors, person];
  return authors.map((author) => (author.name === person.name ? { ...person, ...author } : author));
}

function described(author: Person, about: string | undefined): Person {
  const told = author.about ?? about?.trim();
  return { ...author, ...(told && { about: told }) };
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
