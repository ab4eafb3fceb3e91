import { DEFAULT_LIMIT } from "../../domain/selection.ts";
import { subjectPage as pageOf } from "../../html/subject-page.tsx";
import { Problem } from "../../http/problem.ts";
import { Redirect } from "../../http/redirect.ts";
import type { Handler } from "../handler.ts";
import { cursorOf, positionIn } from "../parameters.ts";
import type { FindSubject } from "../subjects.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** `GET /columns/:columns`, `/authors/:author`, `/tags/:tag` as a page: its articles, newest first, page by page. */
export function subjectPage(findSubject: FindSubject): Handler {
  return async (context) => {
    const { edition, origin, path, query } = context;
    const subject = await findSubject(context);
    if (path !== subject.path) throw new Redirect(subject.path);

    const after = positionIn(query, "after");
    const before = positionIn(query, "before");
    if (after && before) throw new Problem("bad-parameter", 'Send "after" or "before", not both');
    const [page, { count }] = await Promise.all([
      edition.list(subject.selection, {
        limit: DEFAULT_LIMIT,
        ...(after && { after }),
        ...(before && { before }),
      }),
      edition.tally(subject.selection),
    ]);
    const at = (name: string, position: Parameters<typeof cursorOf>[0] | undefined) =>
      position && `${path}?${name}=${cursorOf(position)}`;
    return htmlDocument(
      pageOf(
        {
          subject,
          count,
          articles: page.articles,
          here: query.size > 0 ? `${path}?${query}` : path,
          newer: at("before", page.previous),
          older: at("after", page.next),
        },
        pageContext(edition, origin),
      ),
    );
  };
}
