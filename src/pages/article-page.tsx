import type { Article } from "../domain/article.ts";
import { type Entry, entryOf } from "../domain/entry.ts";
import { columnsScope, siteScope } from "../domain/feed-scope.ts";
import { articlePath, columnsPath, tagPath } from "../domain/paths.ts";
import type { Slug } from "../domain/slug.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { excerpt } from "../html/excerpt.ts";
import { normalizeHeadings } from "../html/normalize-headings.ts";
import { scopeIds } from "../html/scope-ids.ts";
import { scrollableTables } from "../html/scrollable-tables.ts";
import { typesetMarkup, typesetText } from "../html/typeset.ts";
import { articleData } from "./article-json-ld.ts";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { Around, type Neighbours } from "./prev-next.tsx";
import { When } from "./time.tsx";

/** The page of one article: all of it that is here, and where the rest is. */
export function articlePage(article: Article, neighbours: Neighbours, context: PageContext): Page {
  const { site, columns, origin } = context;
  const entry = entryOf(article, "full", context);
  const column = columns.filter(({ slug }) => slug === article.column);
  return page({
    context,
    title: entry.title,
    description: entry.summary ?? (excerpt(entry.content ?? "") || entry.title),
    canonical: articlePath(article.id),
    feeds: feedLinks(origin, [columnsScope(site, column), siteScope(site, [])]),
    entry,
    data: articleData(entry, context),
    children: [<Whole entry={entry} context={context} />, <Around {...neighbours} context={context} />],
  });
}

function Whole({ entry, context }: { readonly entry: Entry; readonly context: PageContext }) {
  const { title, summary, content, language, image } = entry;
  const hasLead = image !== undefined && !(content !== undefined && names(content, image));
  return (
    <article class="article">
      <header>
        <p class="kicker">
          <a href={columnsPath([entry.column.term as Slug])}>{entry.column.label}</a>
        </p>
        <h1 lang={language}>{typesetText(title, language)}</h1>
        <Facts entry={entry} context={context} />
      </header>
      {hasLead && <img class="lead" src={image} alt="" />}
      {content !== undefined && (
        <div
          class="body"
          lang={language}
          dangerouslySetInnerHTML={{ __html: bodyOf(content, entry, context) }}
        />
      )}
      {content === undefined && summary !== undefined && (
        <p class="body lead-text" lang={language}>
          {typesetText(summary, language)}
        </p>
      )}
      <Rest entry={entry} context={context} />
    </article>
  );
}

/** Tells whether an address stands in `html`, with its ampersands written as markup or as they are. */
function names(html: string, address: string): boolean {
  return html.replaceAll(/&(?:amp|#38|#x26);/gi, "&").includes(address);
}

/** The content as it stands on the page. */
function bodyOf(content: string, { url, externalUrl, language }: Entry, { messages }: PageContext): string {
  const own = scopeIds(content, externalUrl === undefined ? [url] : [url, externalUrl]);
  return scrollableTables(typesetMarkup(normalizeHeadings(own), language), messages.table);
}

function Facts({ entry, context }: { readonly entry: Entry; readonly context: PageContext }) {
  const { published, authors, source, editors } = entry;
  const { messages } = context;
  return (
    <ul class="facts">
      <li>{published ? <When at={published} context={context} /> : messages.undated}</li>
      {authors.length > 0 && (
        <li>
          {messages.by} <People people={authors} context={context} />
        </li>
      )}
      {source && (
        <li>
          {messages.source} {source.url === undefined ? source.name : <a href={source.url}>{source.name}</a>}
        </li>
      )}
      {editors.length > 0 && (
        <li>
          {messages.editor} {editors.map(({ name }) => name).join(" ")}
        </li>
      )}
    </ul>
  );
}

function Rest({ entry, context: { messages } }: { readonly entry: Entry; readonly context: PageContext }) {
  const { content, externalUrl, tags } = entry;
  return (
    <footer>
      {content === undefined && <p class="note">{messages.onlySummary}</p>}
      {externalUrl !== undefined && (
        <p>
          <a class="original" href={externalUrl}>
            {content === undefined ? messages.readOriginal : messages.original}
          </a>
        </p>
      )}
      {tags.length > 0 && (
        <ul class="tags" aria-label={messages.tags}>
          {tags.map(({ term, label }) => (
            <li key={term}>
              <a href={tagPath(term)} rel="tag">
                {label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}
