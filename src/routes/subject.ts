import { subjectDocument } from "../api/subject-document.ts";
import { Redirect } from "../http/redirect.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";
import { positionIn } from "./parameters.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET /columns/:columns`, `/authors/:author`, `/tags/:tag`, with or without `.json`: what can be subscribed to. */
export function subject(suffix: "" | ".json", findSubject: FindSubject): Handler {
  return async (context) => {
    const { edition, origin, path, query } = context;
    // What makes a difference to the page is wrong or right in both.
    for (const name of ["after", "before"] as const) positionIn(query, name);
    const found = await findSubject(context);
    if (path !== `${found.path}${suffix}`) throw new Redirect(`${found.path}${suffix}`);

    return jsonDocument(subjectDocument(found, await edition.tally(found.selection), origin));
  };
}
