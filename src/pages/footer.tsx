import type { PageContext } from "./page-context.ts";

/** The footer of every page: the publisher, and links to everything else. */
export function Footer({ context: { site, messages } }: { readonly context: PageContext }) {
  const { publisher } = site;
  return (
    <footer class="colophon">
      <p>
        <a href={site.url}>{publisher.name}</a>
        {site.rights !== undefined && <span> {site.rights}</span>}
      </p>
      <ul>
        <li>
          <a href="/subscribe">{messages.subscribe}</a>
        </li>
        <li>
          <a href="/opml.xml">OPML</a>
        </li>
        <li>
          <a href="/openapi.json">{messages.forDevelopers}</a>
        </li>
        <li>{messages.madeBy}</li>
      </ul>
    </footer>
  );
}
