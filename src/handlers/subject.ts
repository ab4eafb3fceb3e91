import { subjectDocument } from "../api/subject-document.ts";
import { Redirect } from "../http/redirect.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";
import type { FindSubject } from "./subjects.ts";

/** `GET /columns/:columns`, `/authors/:author`, `/tags/:tag`, with or without `.json`: what can be subscribed to. */
export function subject(suffix: "" | ".json", findSubject: FindSubject): Handler {
  return async (context) => {
    const { edition, origin, path } = context;
    const found = await findSubject(context);
    if (path !== `${found.path}${suffix}`) throw new Redirect(`${found.path}${suffix}`);

    return jsonDocument(subjectDocument(found, await edition.tally(found.selection), origin));
  };
}
