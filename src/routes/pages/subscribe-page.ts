import { Redirect } from "../../http/redirect.ts";
import { subscribePage as pageOf } from "../../pages/subscribe-page.tsx";
import type { Handler } from "../handler.ts";
import type { FindSubject } from "../subjects.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** `GET /subscribe`, `/columns/:columns/subscribe` and their like: how to subscribe to a subject. */
export function subscribePage(findSubject: FindSubject): Handler {
  return async (context) => {
    const { edition, origin, path } = context;
    const subject = await findSubject(context);
    const home = `${subject.path}/subscribe`;
    if (path !== home) throw new Redirect(home);

    return htmlDocument(pageOf(subject, pageContext(edition, origin)));
  };
}
