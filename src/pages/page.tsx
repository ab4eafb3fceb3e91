import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import type { Entry } from "../domain/entry.ts";
import { OPENSEARCH_PATH } from "../domain/paths.ts";
import type { FeedLink } from "../feed/feed-links.ts";
import { OPENSEARCH_TYPE } from "../feed/opensearch.ts";
import { FAVICON, ICON, SCRIPT, STYLE, TOUCH_ICON } from "./assets.ts";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { OpenGraph } from "./open-graph.tsx";
import type { PageContext } from "./page-context.ts";

/** What a page is made of. */
interface PageParts {
  readonly context: PageContext;
  /** The page's own title; the publication's is added. */
  readonly title?: string;
  readonly description?: string;
  /** The canonical path and query of the page; absent where it is not to be indexed. */
  readonly canonical?: string;
  /** The path and query of the page, where it has no canonical one. */
  readonly here?: string | undefined;
  /** The feeds that the page links to for autodiscovery, its own first. */
  readonly feeds: readonly FeedLink[];
  /** Links to the pages before and after it, as addresses. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** The article, on its page. */
  readonly entry?: Entry;
  /** JSON-LD of the page. */
  readonly data?: object;
  /** Whether the page needs the script. */
  readonly isScripted?: boolean;
  readonly children: ComponentChildren;
}

/** An HTML document, and the feeds that it links to. */
export interface Page {
  readonly html: string;
  readonly feeds: readonly FeedLink[];
}

/** Returns the page that `parts` describe. */
export function page(parts: PageParts): Page {
  return { html: `<!doctype html>\n${render(<Whole {...parts} />)}\n`, feeds: parts.feeds };
}

/** Tells whether the pages' own texts are in the language of the publication, whatever the regions. */
function isSameLanguage(language: string, other: string): boolean {
  return language.split("-")[0]?.toLowerCase() === other.split("-")[0];
}

function Whole(parts: PageParts) {
  const { context, children } = parts;
  const { messages, site } = context;
  return (
    <html lang={isSameLanguage(site.language, messages.language) ? site.language : messages.language}>
      <Head {...parts} />
      <body>
        <a class="skip" href="#page-content">
          {messages.skipToContent}
        </a>
        <Header here={parts.canonical ?? parts.here} context={context} />
        <main id="page-content" tabIndex={-1}>
          {children}
        </main>
        <Footer context={context} />
      </body>
    </html>
  );
}

function Head({ context, canonical, description, feeds, previous, next, ...parts }: PageParts) {
  const { site, origin } = context;
  const title = parts.title === undefined ? site.title : `${parts.title} - ${site.title}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {description !== undefined && <meta name="description" content={description} />}
      {canonical === undefined ? (
        <meta name="robots" content="noindex" />
      ) : (
        <link rel="canonical" href={`${origin}${canonical}`} />
      )}
      {previous !== undefined && <link rel="prev" href={previous} />}
      {next !== undefined && <link rel="next" href={next} />}
      <link rel="search" type={OPENSEARCH_TYPE} title={site.title} href={OPENSEARCH_PATH} />
      {feeds.map((link) => (
        <link key={link.href} rel={link.rel} type={link.type} title={link.title} href={link.href} />
      ))}
      {/* Browsers that can show SVG take it only where the other says that it has one size. */}
      <link rel="icon" href={FAVICON.path} sizes="32x32" />
      <link rel="icon" href={ICON.path} type={ICON.mediaType} />
      <link rel="apple-touch-icon" href={TOUCH_ICON.path} />
      <link rel="stylesheet" href={STYLE.path} />
      {parts.isScripted && <script src={SCRIPT.path} defer />}
      <OpenGraph
        site={site}
        title={parts.title ?? site.title}
        description={description}
        address={canonical === undefined ? undefined : `${origin}${canonical}`}
        entry={parts.entry}
      />
      {parts.data && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(parts.data) }} />
      )}
    </head>
  );
}

/** Returns JSON for a `script` element, which no text in it can end. */
function jsonForScript(data: object): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
