import { type FeedScope, siteScope } from "../domain/feed-scope.ts";
import type { FoundArticle } from "../domain/found-article.ts";
import { SEARCH_PATH } from "../domain/paths.ts";
import { MAX_WORDS_LENGTH } from "../domain/words.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { EntryList } from "./entry-list.tsx";
import { FeedAddresses } from "./feed-addresses.tsx";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";
import { Pages, pageTexts } from "./pages.tsx";
import type { ScopeParts } from "./scope-page.tsx";

/** What a search page shows. */
interface SearchParts extends ScopeParts {
  /** The words as they were sent. */
  readonly typed: string;
  /** What words were found in, where some were searched for. */
  readonly found: readonly FoundArticle[];
  readonly order: "newest" | "relevance";
  /** The first page in each order. */
  readonly inOrder: Readonly<Record<"newest" | "relevance", string>>;
  /** What else is asked for besides words and columns, by the names of the parameters. */
  readonly conditions: readonly (readonly [name: string, value: string])[];
  /** The same search without any condition but its words, where it has others. */
  readonly everywhere: string | undefined;
}

type Props = SearchParts & { readonly context: PageContext };

/** Returns the page of a search: its form, and what was found, or all articles where nothing is asked for. */
export function searchPage(parts: SearchParts, context: PageContext): Page {
  const { scope, here, newer, older, order } = parts;
  const { site, origin, messages } = context;
  const address = (path: string | undefined) => (path === undefined ? undefined : `${origin}${path}`);
  const continued = order === "newest" ? messages.olderOf : messages.searching.continuedOf;
  const name = isWholeSite(scope) ? messages.search : scope.name;
  return page({
    context,
    title: newer === undefined ? name : continued(name),
    description: messages.allOf(scope.name),
    // Search engines ask for pages of searches not to be listed: there is no end of them.
    ...(scope.filter.words ? { here } : { canonical: here }),
    feeds: feedLinks(origin, isWholeSite(scope) ? [scope] : [scope, siteScope(site)]),
    previous: address(newer),
    next: address(older),
    children: (
      <>
        <header class="subject">
          <h1>{messages.search}</h1>
        </header>
        <SearchForm {...parts} context={context} />
        <Results {...parts} context={context} />
        <FeedAddresses scope={scope} context={context} />
      </>
    ),
  });
}

function isWholeSite({ path, search }: FeedScope): boolean {
  return path === "" && search === "";
}

/** The form: what is left empty or not chosen is not sent, but for the words, which mean nothing where they are empty. */
function SearchForm({ scope, typed, order, conditions, context }: Props) {
  const { messages, columns } = context;
  const { searching } = messages;
  const chosen = scope.filter.columns ?? [];
  return (
    <search>
      <form class="search" action={SEARCH_PATH}>
        <label for="words">{searching.words}</label>
        <p class="search-words">
          <input
            id="words"
            type="search"
            name="q"
            value={typed}
            maxLength={MAX_WORDS_LENGTH}
            enterkeyhint="search"
            aria-describedby="words-how"
          />
          <button class="button" type="submit">
            {messages.search}
          </button>
        </p>
        <p class="hint" id="words-how">
          {searching.wordsHow}
        </p>
        {columns.length > 1 && (
          <fieldset>
            <legend>{searching.inColumns}</legend>
            {columns.map(({ slug, title }) => (
              <label key={slug}>
                <input type="checkbox" name="column" value={slug} checked={chosen.includes(slug)} /> {title}
              </label>
            ))}
          </fieldset>
        )}
        {conditions.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {order !== "newest" && <input type="hidden" name="order" value={order} />}
      </form>
    </search>
  );
}

function Results({ context, ...parts }: Props) {
  const { scope, count, isMore, articles, found, order, everywhere } = parts;
  const { messages } = context;
  const { searching } = messages;
  const isNothing = count === 0 && !isWholeSite(scope);
  const texts = {
    label: messages.pages,
    first: searching.firstPage,
    newer: searching.previousPage,
    older: searching.nextPage,
  };
  return (
    <section class="newest" aria-labelledby="results">
      <h2 id="results">{isWholeSite(scope) ? messages.allOf(scope.name) : scope.name}</h2>
      <p class="facts">
        <span class="count">{messages.countOf(count, isMore)}</span>
        {everywhere !== undefined && <a href={everywhere}>{searching.everywhere}</a>}
      </p>
      {scope.filter.words && count > 1 && <Orders {...parts} context={context} />}
      {isNothing ? (
        <NothingFound context={context} />
      ) : (
        <EntryList
          articles={articles}
          found={found}
          context={context}
          level={3}
          withColumns={scope.filter.columns?.length !== 1}
        />
      )}
      <Pages {...parts} texts={order === "newest" ? pageTexts(messages) : texts} />
    </section>
  );
}

function Orders({ order, inOrder, context }: Props) {
  const { searching } = context.messages;
  const links = [
    ["newest", searching.newestFirst],
    ["relevance", searching.byRelevance],
  ] as const;
  return (
    <nav aria-label={searching.order}>
      <ul class="facts orders">
        {links.map(([name, text]) => (
          <li key={name}>
            <a href={inOrder[name]} {...(name === order && { "aria-current": "true" as const })}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NothingFound({ context: { messages } }: { readonly context: PageContext }) {
  const { nothingFound, tips } = messages.searching;
  return (
    <div class="note">
      <p>{nothingFound}</p>
      <ul>
        {tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
    </div>
  );
}
