import type { Person } from "../../domain/article.ts";

/** What the note at the end of an article states about its authors. */
export interface AuthorNote {
  /** The authors that the note names. */
  readonly authors: readonly Person[];
  /** The role of all authors, if the note names none: `某大学教授` in `（作者系某大学教授）`. */
  readonly about?: string;
  /** The roles of the authors in their order, if the note names none: `…、…` in `（作者分别系…、…）`. */
  readonly rolesInOrder?: string;
}

const NAME = "(?!均|都|分别)[\\p{Script=Han}·]{2,8}?";
const NOTE = new RegExp(
  `^[\\s(（【[]+(?:本文)?作者(?:(?<name>${NAME})|(?<names>${NAME}(?:、${NAME})+)(?=均|都|分别))?\\s*` +
    `(?:[:：]\\s*(?<named>${NAME})\\s*[,，]\\s*)?(?<how>均|都|分别)?` +
    "(?:系|为|是|单位\\s*[:：]?|简介\\s*[:：]|现任)\\s*(?<about>.+?)[\\s)）】\\]。.]*$",
  "su",
);
const MAX_NOTE_LENGTH = 200;
const LIST_SEPARATORS = [/[;；]/, /[,，]/, /、/];

/** Parses the note that closes an article, such as `（作者系某大学教授）`; returns `undefined` if `line` is none. */
export function parseAuthorNote(line: string): AuthorNote | undefined {
  const note = line.length < MAX_NOTE_LENGTH ? NOTE.exec(line)?.groups : undefined;
  const about = note?.about?.trim();
  if (!note || !about) return undefined;

  const isInOrder = note.how === "分别";
  const names = (note.names ?? note.name ?? note.named)?.split("、") ?? [];
  if (names.length === 0) return { authors: [], ...(isInOrder ? { rolesInOrder: about } : { about }) };
  const roles = isInOrder ? splitList(about, names.length) : names.map(() => about);
  return roles && { authors: names.map((name, index) => ({ name, about: roles[index] ?? about })) };
}

/** Returns the authors with the roles in a note, or `undefined` if the note does not show whose roles they are. */
export function authorsWithRoles(
  authors: readonly Person[],
  note: AuthorNote,
): readonly Person[] | undefined {
  if (note.authors.length > 0)
    return note.authors.flatMap((person) => splitRoles(person, authors)).reduce(mergeAuthor, authors);
  if (authors.length === 0 || (note.about ?? note.rolesInOrder) === undefined) return undefined;
  const named = rolesBehindNames(note.about ?? "", authors);
  if (named) return authors.map((author, index) => withRole(author, named[index]));
  const roles =
    note.rolesInOrder === undefined
      ? authors.map(() => note.about)
      : splitList(note.rolesInOrder, authors.length);
  return roles && authors.map((author, index) => withRole(author, roles[index]));
}

/** Returns the roles in a list such as `甲，某大学；乙，某学院`; `undefined` if it does not name each of the authors. */
function rolesBehindNames(list: string, authors: readonly Person[]): readonly string[] | undefined {
  const parts = list.split(/[;；]/).map((part) => part.trim());
  const roles = authors.map(({ name }) => {
    const part = parts.find((one) => one.startsWith(name) && /^\s*[,，:：]/.test(one.slice(name.length)));
    return part?.slice(name.length).replace(/^\s*[,，:：]\s*/, "");
  });
  return roles.every((role) => role !== undefined && role !== "")
    ? roles.map((role) => role ?? "")
    : undefined;
}

/** Splits the role of one author where it goes on with another, known author: `甲系…，乙系…`. */
function splitRoles({ name, about, ...rest }: Person, known: readonly Person[]): Person[] {
  const others = known.map((author) => author.name).filter((other) => other !== name);
  if (about === undefined || others.length === 0) return [{ name, ...(about && { about }), ...rest }];
  const nextAuthor = new RegExp(
    `[,，;；、]\\s*(${others.map(escapeRegExp).join("|")})\\s*(?:系|为|是|现任)\\s*`,
  );
  const [ownRole, ...parts] = about.split(nextAuthor);
  const people = parts.flatMap((other, index) =>
    index % 2 === 0 ? [withRole({ name: other }, parts[index + 1])] : [],
  );
  return [withRole({ name, ...rest }, ownRole), ...people];
}

function mergeAuthor(authors: readonly Person[], person: Person): readonly Person[] {
  if (!authors.some(({ name }) => name === person.name)) return [...authors, person];
  return authors.map((author) => (author.name === person.name ? { ...person, ...author } : author));
}

/** Gives an author a role, unless one is known. */
function withRole(author: Person, role: string | undefined): Person {
  const about = author.about ?? role?.trim();
  return { ...author, ...(about && { about }) };
}

/** Splits a list at the first separator that gives `count` items; returns `undefined` if none does. */
function splitList(list: string, count: number): readonly string[] | undefined {
  const results = LIST_SEPARATORS.map((separator) => list.split(separator).map((item) => item.trim()));
  return results.find((items) => items.length === count && items.every((item) => item !== ""));
}

function escapeRegExp(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
