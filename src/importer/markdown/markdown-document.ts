import { marked, type Tokens } from "marked";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { plainText } from "../../html/markup.ts";
import { UserError } from "../../operator/user-error.ts";
import { oneLine } from "../content/one-line.ts";
import { sanitise } from "../content/sanitise.ts";
import { webAddress } from "../content/web-address.ts";
import type { Draft, Reader } from "../draft.ts";
import { feedDate } from "../feed/feed-date.ts";
import { type FrontMatter, frontMatter } from "./front-matter.ts";
import { markdownBody } from "./markdown-body.ts";

/** Reads Markdown with or without YAML front matter; a first-level heading stands for a title. */
export const markdownDocument: Reader = async ({ text, url: address }, { timeZone, language: site }) => {
  const { matter, body } = frontMatter(text);
  const heading = headingOf(body);
  const title = oneLine(matter.text("title") ?? heading?.text);
  if (title === undefined) {
    throw new UserError("Has no title; write `title:` in its front matter, or a heading with one `#`");
  }

  const url = webAddress(matter.text("url", "link", "canonical"), address);
  const language = matter.text("language", "lang");
  const [source] = peopleAt(matter, "source");
  const draft = omitUndefined<Draft>({
    sourceId: matter.text("id", "guid"),
    title,
    authors: peopleAt(matter, "authors", "author"),
    editors: peopleAt(matter, "editors", "editor"),
    source,
    url,
    published: dateAt(matter, timeZone, "published", "date", "pubdate"),
    updated: dateAt(matter, timeZone, "updated", "modified", "lastmod"),
    summary: matter.text("summary", "description", "excerpt"),
    content: contentOf(body, {
      title,
      heading,
      isHtml: matter.text("format") === "html",
      base: url ?? address,
    }),
    tags: [...new Set(matter.texts("tags", "keywords"))],
    language: language?.toLowerCase() === site.toLowerCase() ? undefined : language,
    image: webAddress(matter.text("image", "cover"), url ?? address),
    columnTitle: matter.text("column", "category"),
  });
  return { drafts: [draft] };
};

interface Heading {
  readonly text: string;
  /** As it is written. */
  readonly raw: string;
}

interface BodyParts {
  readonly title: string;
  readonly heading: Heading | undefined;
  readonly isHtml: boolean;
  readonly base: string | undefined;
}

function contentOf(body: string, { title, heading, isHtml, base }: BodyParts): string | undefined {
  if (isHtml) return sanitise(body, base).trim() || undefined;
  // The title is not said again at the head of the content.
  const rest = heading?.text === title ? body.replace(heading.raw, () => "") : body;
  return inTime(() => markdownBody(rest, base)) || undefined;
}

/** The first first-level heading, wherever in the text it stands. */
function headingOf(body: string): Heading | undefined {
  const tokens = inTime(() => marked.lexer(body, { gfm: true }));
  const heading = tokens.find(
    (token): token is Tokens.Heading => token.type === "heading" && token.depth === 1,
  );
  const text = oneLine(heading && plainText(marked.parseInline(heading.text, { async: false })));
  return heading && text ? { text, raw: heading.raw } : undefined;
}

/** The library calls itself for each level, so nesting beyond reason ends its stack. */
function inTime<Answer>(read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError("Is nested too deeply to be read as Markdown; take quotes and lists apart");
  }
}

function peopleAt(matter: FrontMatter, ...names: readonly string[]): Person[] {
  return matter
    .people(...names)
    .map(({ name, about, url }) =>
      omitUndefined<Person>({ name: oneLine(name) ?? name, about, url: webAddress(url) }),
    );
}

function dateAt(matter: FrontMatter, timeZone: string, ...names: readonly string[]): Date | undefined {
  const text = matter.text(...names);
  const date = feedDate(text, timeZone);
  if (text === undefined || date) return date;
  throw new UserError(`Has the date "${text.slice(0, 40)}"; write one such as 2020-11-26 08:27`);
}
