import type { Article } from "../domain/article.ts";
import { type Entry, fullEntry } from "../domain/entry.ts";
import { columnsScope, siteScope } from "../domain/feed-scope.ts";
import { articlePath, columnsPath, tagPath } from "../domain/paths.ts";
import { typesetText } from "../domain/typeset.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { articleJsonLd } from "./article-json-ld.ts";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { People } from "./people.tsx";
import { PrevNext, type PrevNextArticles } from "./prev-next.tsx";
import { Time } from "./time.tsx";

/** Returns the page of one article, with links to the articles before and after it. */
export function articlePage(article: Article, prevNext: PrevNextArticles, context: PageContext): Page {
  const { site, columns, origin } = context;
  const entry = fullEntry(article, context);
  const column = columns.filter(({ slug }) => slug === article.column);
  return page({
    context,
    title: entry.title,
    description: entry.summary ?? entry.excerpt ?? entry.title,
    canonical: articlePath(article.id),
    feeds: feedLinks(origin, [columnsScope(site, column), siteScope(site)]),
    entry,
    data: articleJsonLd(entry, context),
    children: [
      <ArticleView article={article} entry={entry} context={context} />,
      <PrevNext {...prevNext} context={context} />,
    ],
  });
}

function ArticleView({ article, entry, context }: ViewProps & { readonly article: Article }) {
  const { title, summary, language, image } = entry;
  const { body, column } = article;
  const lead = image && !(body && containsAddress(body.html, image.url)) ? image : undefined;
  return (
    <article class="article">
      <header>
        <p class="kicker">
          <a href={columnsPath([column])}>{entry.column.label}</a>
        </p>
        <h1 lang={language}>{typesetText(title, language)}</h1>
        <Facts article={article} entry={entry} context={context} />
      </header>
      {lead && (
        <img class="lead" src={lead.url} width={lead.width} height={lead.height} alt={lead.alt ?? ""} />
      )}
      {body && <div class="body" lang={language} dangerouslySetInnerHTML={{ __html: body.pageHtml }} />}
      {!body && summary !== undefined && (
        <p class="body lead-text" lang={language}>
          {typesetText(summary, language)}
        </p>
      )}
      <ArticleFooter entry={entry} context={context} />
    </article>
  );
}

interface ViewProps {
  readonly entry: Entry;
  readonly context: PageContext;
}

/** Tells whether `html` holds an address, with its ampersands escaped or not. */
function containsAddress(html: string, address: string): boolean {
  return html.replaceAll(/&(?:amp|#38|#x26);/gi, "&").includes(address);
}

function Facts({ article, entry, context }: ViewProps & { readonly article: Article }) {
  const { published, authors, source, editors } = entry;
  const { messages } = context;
  return (
    <ul class="facts">
      <li>
        {published ? <Time at={published}>{article.dateTexts.published ?? ""}</Time> : messages.undated}
      </li>
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

function ArticleFooter({ entry, context: { messages } }: ViewProps) {
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
