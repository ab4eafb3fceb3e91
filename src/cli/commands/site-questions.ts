import type { Column } from "../../domain/site.ts";
import { parseSlug } from "../../domain/slug.ts";
import { toUri } from "../../domain/uri.ts";
import { UserError } from "../../operator/user-error.ts";
import { columnSchema, FIELDS, fieldProblem } from "../../store/json-file/store-document.ts";

/** What is asked of a publication when its store is made. */
export type SiteAnswers = Readonly<Record<keyof typeof ANSWERS, string>>;

/** A question about a publication. */
interface SiteQuestion {
  readonly field: keyof SiteAnswers;
  readonly option: string;
  readonly question: string;
  /** Returns the default answer, from the answers before; `""` if there is none. */
  readonly defaultAnswer: (answers: SiteAnswers, now: Date) => string;
}

const { title, url, description, language, timeZone, publisher, authority } = FIELDS.site;
const ANSWERS = {
  title,
  url,
  description,
  language,
  timeZone,
  publisher: publisher.shape.name,
  authority,
};

/** The answers before any question is asked. */
export const NO_ANSWERS: SiteAnswers = {
  title: "",
  url: "",
  description: "",
  language: "",
  timeZone: "",
  publisher: "",
  authority: "",
};

/** Every question, in the order in which they are asked. */
export const SITE_QUESTIONS = [
  { field: "title", option: "title", question: "Title of the publication", defaultAnswer: () => "" },
  { field: "url", option: "url", question: "Address of its home page", defaultAnswer: () => "" },
  {
    field: "description",
    option: "description",
    question: "What it is, in a sentence",
    defaultAnswer: ({ title }) => title,
  },
  { field: "language", option: "language", question: "Language", defaultAnswer: systemLanguage },
  {
    field: "timeZone",
    option: "time-zone",
    question: "Time zone",
    defaultAnswer: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  { field: "publisher", option: "publisher", question: "Publisher", defaultAnswer: ({ title }) => title },
  {
    field: "authority",
    option: "authority",
    question: "A domain of yours and a year, which never change",
    defaultAnswer: ({ url }, now) =>
      URL.canParse(url) ? `${new URL(url).hostname},${now.getUTCFullYear()}` : "",
  },
] as const satisfies readonly SiteQuestion[];

/** Parses the answer to a question. @throws {UserError} if the store's check would not accept it */
export function siteAnswer(field: keyof SiteAnswers, text: string): string {
  const value = text.trim();
  const problem = fieldProblem(ANSWERS[field], value);
  if (problem !== undefined) throw new UserError(`Found "${value}"; ${problem}`);
  return field === "url" ? toUri(value) : value;
}

/** The language and region of the operator's system, without its script and calendar. */
function systemLanguage(): string {
  const { language, region } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale);
  return region === undefined ? language : `${language}-${region}`;
}

/** Parses a column that is written as `slug=title`. @throws {UserError} if it is not one */
export function columnOption(text: string): Column {
  const [, written = "", title = ""] = /^([^=]*)=(.*)$/su.exec(text) ?? [];
  const column = { slug: written.trim(), title: title.trim() };
  const slug = parseSlug(column.slug);
  const problem = text.includes("=")
    ? fieldProblem(columnSchema, column)
    : "write a slug and a title, such as letters=Letters";
  if (problem !== undefined || slug === undefined)
    throw new UserError(`Found the column "${text}"; ${problem}`);
  return { ...column, slug };
}
