import { marked, type Tokens } from "marked";
import type { Person } from "../../domain/article.ts";
import { beginningOf } from "../../domain/graphemes.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import { UserError } from "../../operator/user-error.ts";
import { articleImage } from "../article-image.ts";
import { addressLosses } from "../content/address-losses.ts";
import { type CleanHtml, sanitise } from "../content/sanitise.ts";
import { singleLine } from "../content/text.ts";
import { webAddress } from "../content/web-address.ts";
import type { Draft, Reader } from "../draft.ts";
import { ownId } from "../matching/identity.ts";
import { parseFeedDate } from "../parse-date.ts";
import { realPeople } from "../real-people.ts";
import { type FrontMatter, parseFrontMatter } from "./front-matter.ts";

/** Reads Markdown, with or without YAML front matter; a first-level heading can be the title. */
export const readMarkdown: Reader = async ({ text, url: address }, context) => {
  const { timeZone, language: siteLanguage, authority } = context;
  const { matter, body } = parseFrontMatter(text);
  const heading = firstHeading(body);
  const title = singleLine(matter.text("title") ?? heading?.text);
  if (title === undefined) {
    throw new UserError("Has no title; write `title:` in its front matter, or a heading with one `#`");
  }

  const url = webAddress(matter.text("url", "link", "canonical"), address);
  const base = url ?? address;
  const language = matter.text("language", "lang");
  const [source] = peopleField(matter, "source");
  const guid = matter.text("guid");
  const isHtml = matter.text("format") === "html";
  const image = matter.image("image", "cover");
  const { html: content, losses: contentLosses } = markdownContent(body, { title, heading, isHtml, base });
  const losses = [
    ...addressLosses([matter.text("url", "link", "canonical")], address),
    ...addressLosses([image.url ?? undefined], base),
    ...contentLosses,
  ];
  const draft = omitUndefined<Draft>({
    sourceId: matter.text("id") ?? guid,
    guid: ownId(guid, authority) === undefined ? guid : undefined,
    title,
    authors: realPeople(peopleField(matter, "authors", "author")),
    editors: realPeople(peopleField(matter, "editors", "editor")),
    source,
    url,
    published: dateField(matter, timeZone, "published", "date", "pubdate"),
    updated: dateField(matter, timeZone, "updated", "modified", "lastmod"),
    added: dateField(matter, timeZone, "added"),
    summary: matter.text("summary", "description", "excerpt"),
    content: content.trim() || undefined,
    tags: [...new Set(matter.texts("tags", "keywords"))],
    language: language?.toLowerCase() === siteLanguage.toLowerCase() ? undefined : language,
    image: articleImage(image, base),
    columnTitle: matter.text("column", "category"),
    losses: losses.length > 0 ? losses : undefined,
  });
  return { drafts: [draft] };
};

/** Returns Markdown as sanitised HTML; relative addresses are resolved against `base`. */
export function markdownToHtml(markdown: string, base?: string): CleanHtml {
  return sanitise(marked.parse(markdown, { async: false, gfm: true }), base);
}

interface Heading {
  readonly text: string;
  /** The heading as it is written. */
  readonly raw: string;
}

interface BodyOptions {
  readonly title: string;
  readonly heading: Heading | undefined;
  readonly isHtml: boolean;
  readonly base: string | undefined;
}

function markdownContent(body: string, { title, heading, isHtml, base }: BodyOptions): CleanHtml {
  if (isHtml) return sanitise(body, base);
  const withoutTitle = heading?.text === title ? body.replace(heading.raw, () => "") : body;
  return refuseDeepNesting(() => markdownToHtml(withoutTitle, base));
}

/** Returns the first first-level heading, anywhere in the text. */
function firstHeading(body: string): Heading | undefined {
  const tokens = refuseDeepNesting(() => marked.lexer(body, { gfm: true }));
  const heading = tokens.find(
    (token): token is Tokens.Heading => token.type === "heading" && token.depth === 1,
  );
  const text = singleLine(heading && plainText(marked.parseInline(heading.text, { async: false })));
  return heading && text ? { text, raw: heading.raw } : undefined;
}

/** The library is recursive, so deeply nested Markdown overflows the stack. @throws {UserError} if it does */
function refuseDeepNesting<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      "Is nested too deeply to be read as Markdown; write fewer levels of quotes and lists",
    );
  }
}

function peopleField(matter: FrontMatter, ...names: readonly string[]): Person[] {
  return matter
    .people(...names)
    .map(({ name, about, url }) =>
      omitUndefined<Person>({ name: singleLine(name) ?? name, about, url: webAddress(url) }),
    );
}

function dateField(matter: FrontMatter, timeZone: string, ...names: readonly string[]): Date | undefined {
  const text = matter.text(...names);
  // Hugo's word for no date.
  if (text?.startsWith("0001-01-01")) return undefined;
  const date = parseFeedDate(text, timeZone);
  if (text === undefined || date) return date;
  throw new UserError(`Has "${beginningOf(text, 40)}" as a date; write one such as 2020-11-26 08:27`);
}
