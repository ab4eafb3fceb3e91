import { articlePath, columnsPath, tagPath } from "../domain/address.ts";
import type { Article } from "../domain/article.ts";
import { type Entry, entryOf } from "../domain/entry.ts";
import { excerpt } from "../domain/excerpt.ts";
import type { Slug } from "../domain/slug.ts";
import { columnsSubject, siteSubject } from "../domain/subject.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { articleData } from "./article-data.ts";
import { framedTables } from "./framed-tables.ts";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { rankedHeadings } from "./ranked-headings.ts";
import { typesetMarkup, typesetText } from "./typeset.ts";
import { When } from "./when.tsx";

/** The articles of the same column that were published just after and just before one. */
export interface Neighbours {
  readonly newer?: Article | undefined;
  readonly older?: Article | undefined;
}

/** The page of one article: all of it that is here, and where the rest is. */
export function articlePage(article: Article, neighbours: Neighbours, context: PageContext): Page {
  const { site, columns, origin } = context;
  const entry = entryOf(article, "full", context);
  const column = columns.filter(({ slug }) => slug === article.column);
  return page({
    context,
    title: entry.title,
    description: entry.summary ?? (entry.content === undefined ? entry.title : excerpt(entry.content)),
    canonical: articlePath(article.id),
    feeds: feedLinks(origin, [columnsSubject(site, column), siteSubject(site, [])]),
    entry,
    data: articleData(entry, context),
    children: [<Whole entry={entry} context={context} />, <Around {...neighbours} context={context} />],
  });
}

function Whole({ entry, context }: { readonly entry: Entry; readonly context: PageContext }) {
  const { title, summary, content, language, image } = entry;
  return (
    <article class="article" lang={language}>
      <header>
        <p class="kicker">
          <a href={columnsPath([entry.column.term as Slug])}>{entry.column.label}</a>
        </p>
        <h1>{typesetText(title, language)}</h1>
        <Facts entry={entry} context={context} />
      </header>
      {image !== undefined && !content?.includes(image) && <img class="lead" src={image} alt="" />}
      {content !== undefined && (
        <div
          class="body"
          dangerouslySetInnerHTML={{
            __html: framedTables(typesetMarkup(rankedHeadings(content), language), context.messages.table),
          }}
        />
      )}
      {content === undefined && summary !== undefined && (
        <p class="body lead-text">{typesetText(summary, language)}</p>
      )}
      <Rest entry={entry} context={context} />
    </article>
  );
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

function Around({
  newer,
  older,
  context: { site, messages },
}: Neighbours & { readonly context: PageContext }) {
  if (!newer && !older) return null;
  return (
    <nav class="around" aria-label={messages.neighbours}>
      {newer && (
        <a rel="prev" href={articlePath(newer.id)}>
          <small>{messages.newer}</small> {typesetText(newer.title, newer.language ?? site.language)}
        </a>
      )}
      {older && (
        <a rel="next" href={articlePath(older.id)}>
          <small>{messages.older}</small> {typesetText(older.title, older.language ?? site.language)}
        </a>
      )}
    </nav>
  );
}
