import { siteScope } from "../domain/feed-scope.ts";
import { feedLinks } from "../feed/feed-links.ts";
import type { ProblemType } from "../http/problem.ts";
import { type Page, page } from "./page.tsx";
import type { PageContext } from "./page-context.ts";

/** A problem, by its type; its English details are for developers. */
interface ProblemParts {
  readonly type: ProblemType;
  readonly status: number;
}

/** Returns the page that says what is wrong, with a link to the home page. */
export function problemPage({ type, status }: ProblemParts, context: PageContext): Page {
  const { messages, site, origin } = context;
  const { title, text } = messages.problems[type];
  return page({
    context,
    title,
    feeds: feedLinks(origin, [siteScope(site)]),
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
