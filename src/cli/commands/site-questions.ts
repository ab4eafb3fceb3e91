import { toUri } from "../../domain/uri.ts";
import { UserError } from "../../operator/user-error.ts";
import { storeDocument } from "../../store/json-file/store-document.ts";
import { fieldProblem } from "./field-problem.ts";

/** What is said of a publication when its store is made. */
export type SiteAnswers = Readonly<Record<keyof typeof FIELDS, string>>;

/** A question about a publication. */
export interface SiteQuestion {
  readonly field: keyof SiteAnswers;
  readonly option: string;
  readonly question: string;
  /** Returns the answer of who says nothing, from the answers before; `""` where there is none. */
  readonly otherwise: (answers: Partial<SiteAnswers>, now: Date) => string;
}

const { site } = storeDocument.shape;

const FIELDS = { ...site.shape, publisher: site.shape.publisher.shape.name };

/** Every question, in the order in which they are asked. */
export const SITE_QUESTIONS = [
  { field: "title", option: "title", question: "Title of the publication", otherwise: () => "" },
  { field: "url", option: "url", question: "Address of its home page", otherwise: () => "" },
  {
    field: "description",
    option: "description",
    question: "What it is, in a sentence",
    otherwise: ({ title = "" }) => title,
  },
  { field: "language", option: "language", question: "Language", otherwise: ownLanguage },
  {
    field: "timeZone",
    option: "time-zone",
    question: "Time zone",
    otherwise: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  { field: "publisher", option: "publisher", question: "Publisher", otherwise: ({ title = "" }) => title },
  {
    field: "authority",
    option: "authority",
    question: "A domain of yours and a year, which never change",
    otherwise: ({ url = "" }, now) =>
      URL.canParse(url) ? `${new URL(url).hostname},${now.getUTCFullYear()}` : "",
  },
] as const satisfies readonly SiteQuestion[];

/** Returns what `text` says of a field as the store writes it. @throws {UserError} when the check would not take it */
export function siteAnswer(field: keyof SiteAnswers, text: string): string {
  const value = text.trim();
  const problem = fieldProblem(FIELDS[field], value);
  if (problem !== undefined) throw new UserError(`Found "${value}"; ${problem}`);
  return field === "url" ? toUri(value) : value;
}

/** That of the operator's system, without what it says of letters and calendars. */
function ownLanguage(): string {
  const { language, region } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale);
  return region === undefined ? language : `${language}-${region}`;
}
