import type { PageContext } from "./page-context.ts";

/** Explanation stands at the foot of every page: whose it is, and where everything else is. */
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
