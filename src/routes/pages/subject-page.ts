import type { Cursor } from "../../domain/filter.ts";
import { Problem } from "../../http/problem.ts";
import { Redirect } from "../../http/redirect.ts";
import { subjectPage as pageOf } from "../../pages/scope-page.tsx";
import type { Window } from "../../store/article-store.ts";
import type { Handler } from "../handler.ts";
import { cursorOf, positionIn } from "../parameters.ts";
import type { FindSubject } from "../subjects.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** How many articles a page lists: of long titles and summaries, it weighs less than 30,000 bytes with its style. */
const ON_A_PAGE = 15;

/** `GET /columns/:columns`, `/authors/:author`, `/tags/:tag` as a page: its articles, newest first, page by page. */
export function subjectPage(findSubject: FindSubject): Handler {
  return async (context) => {
    const { edition, origin, path, query } = context;
    const subject = await findSubject(context);
    if (path !== subject.path) throw new Redirect(subject.path);

    const after = positionIn(query, "after");
    const before = positionIn(query, "before");
    if (after && before) throw new Problem("bad-parameter", 'Send "after" or "before", not both');
    const list = (window: Omit<Window, "limit">) =>
      edition.list(subject.selection, { limit: ON_A_PAGE, ...window });
    const [asked, { count }] = await Promise.all([
      list({ ...(after && { after }), ...(before && { before }) }),
      edition.tally(subject.selection),
    ]);
    // A cursor can outlive the articles beyond it. A `Redirect` would keep the query, and lead here again.
    const page = asked.articles.length === 0 && count > 0 ? await list({}) : asked;
    const { previous, next } = page;
    // The first page has one address, from wherever one comes to it.
    const isSecond = previous !== undefined && (await list({ before: previous })).previous === undefined;
    const at = (name: string, position: Cursor) => `${path}?${name}=${cursorOf(position)}`;
    return htmlDocument(
      pageOf(
        {
          subject,
          count,
          articles: page.articles,
          here: previous === undefined ? path : `${path}?${query}`,
          newer: isSecond ? path : previous && at("before", previous),
          older: next && at("after", next),
        },
        pageContext(edition, origin),
      ),
    );
  };
}
