import { columnsPath, SEARCH_PATH } from "../domain/paths.ts";
import type { PageContext } from "./page-context.ts";

interface Props {
  /** The path and query of the page; absent for a page without an address of its own. */
  readonly here: string | undefined;
  readonly context: PageContext;
}

/** The header of every page: links to the home page (except on it), to the columns, to searching, and to subscribing. */
export function Header({ here, context: { site, columns, messages } }: Props) {
  const current = (path: string) => (here?.split("?")[0] === path ? { "aria-current": "page" as const } : {});
  return (
    <header class="masthead">
      {here !== "/" && (
        <p class="masthead-title">
          <a href="/">{site.title}</a>
        </p>
      )}
      <nav aria-label={messages.columns}>
        <ul>
          {columns.map(({ slug, title }) => (
            <li key={slug}>
              <a href={columnsPath([slug])} {...current(columnsPath([slug]))}>
                {title}
              </a>
            </li>
          ))}
          <li>
            <a href={SEARCH_PATH} {...current(SEARCH_PATH)}>
              {messages.search}
            </a>
          </li>
          <li>
            <a class="masthead-subscribe" href="/subscribe" {...current("/subscribe")}>
              {messages.subscribe}
            </a>
          </li>
        </ul>
      </nav>
    </header>
  );
}
