import { siteScope } from "../domain/feed-scope.ts";
import { feedLinks } from "../feed/feed-links.ts";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";

/** What went wrong, by its type; its English details are for developers. */
export interface ProblemParts {
  readonly type: string;
  readonly status: number;
}

/** The page that says what is wrong, with the way back. */
export function problemPage({ type, status }: ProblemParts, context: PageContext): Page {
  const { messages, site, origin } = context;
  const { title, text } = messages.problems[type] ?? messages.unknownProblem;
  return page({
    context,
    title,
    feeds: feedLinks(origin, [siteScope(site, [])]),
    children: (
      <div class="problem">
        <p class="kicker">{status}</p>
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a class="more" href="/">
            {messages.backHome}
          </a>
        </p>
      </div>
    ),
  });
}
