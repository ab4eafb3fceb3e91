import type { Answer } from "../send-request.ts";
import { hasSameBody, isFeedView } from "../visit-feed.ts";
import { type FeedCheck, headerOf } from "./check.ts";

/** Miniflux asks no more often than max-age and ttl say. */
const MAX_FRESH_SECONDS = 86_400;

/** How a reader finds out that nothing has changed. */
export const CACHING_CHECKS: readonly FeedCheck[] = [
  {
    id: "no-validators",
    find: ({ first }) =>
      headerOf(first, "etag") === "" && headerOf(first, "last-modified") === ""
        ? {
            problem: "there is neither ETag nor Last-Modified",
            advice: "send one, so that readers need not fetch what they have",
          }
        : undefined,
  },
  {
    id: "etag",
    find: ({ first }) => {
      const { etag } = first.answer.headers;
      return etag === undefined || /^(?:W\/)?"[^"]*"$/.test(etag)
        ? undefined
        : {
            problem: `the ETag ${etag} is not in quotation marks`,
            advice: `send ETag: "${etag.replaceAll('"', "")}"; Cloudflare removes others`,
          };
    },
  },
  {
    id: "last-modified",
    find: ({ first }, { now }) => {
      const { "last-modified": modified, date } = first.answer.headers;
      if (modified === undefined) return undefined;
      const instant = Date.parse(modified);
      if (Number.isNaN(instant) || !modified.endsWith(" GMT"))
        return {
          problem: `the Last-Modified "${modified}" is not an HTTP date`,
          advice: "write it as in Thu, 26 Nov 2020 00:27:11 GMT",
        };
      const server = Date.parse(date ?? "");
      return instant > (Number.isNaN(server) ? now.getTime() : server)
        ? {
            problem: `the Last-Modified ${modified} is in the future`,
            advice: "send the date of the last change; later changes are not fetched before it has passed",
          }
        : undefined;
    },
  },
  {
    id: "no-304",
    find: ({ first, conditional }) => {
      const ignored = conditional.filter(
        ({ expected, answer }) =>
          expected === 304 && answer.status === 200 && hasSameBody(answer, first.answer),
      );
      return ignored.length > 0
        ? {
            problem: `the answer is 200 instead of 304 to ${ignored.map(({ sent }) => sent).join(", ")}`,
            advice: "answer 304 where the validator is that of the feed (RFC 9110 §13.2.2)",
          }
        : undefined;
    },
  },
  {
    id: "wrong-304",
    find: ({ conditional }) =>
      conditional.some(({ expected, answer }) => expected === 200 && answer.status === 304)
        ? {
            problem: "the answer is 304 although If-None-Match names another version",
            advice:
              "let If-None-Match alone decide where it is sent (RFC 9110 §13.1.3); readers keep the old feed",
          }
        : undefined,
  },
  {
    id: "conditional-status",
    find: ({ conditional }) => {
      const broken = conditional.find(({ answer }) => ![200, 226, 304].includes(answer.status));
      return (
        broken && {
          problem: `the answer is ${broken.answer.status} to ${broken.sent}`,
          advice: "answer 304 or 200; readers send validators with every request but the first",
        }
      );
    },
  },
  {
    id: "validators-change",
    find: ({ first: { answer }, repeated }) => {
      if (!repeated || !hasSameBody(answer, repeated)) return undefined;
      const changed = ["ETag", "Last-Modified"].filter((name) => {
        const header = name.toLowerCase();
        return answer.headers[header] !== repeated.headers[header];
      });
      return changed.length > 0
        ? {
            problem: `the validators change from one request to the next (${changed.join(", ")}), and the feed does not`,
            advice: "make them from the feed alone; with several servers, the same on each",
          }
        : undefined;
    },
  },
  {
    id: "body-changes",
    find: ({ first: { answer }, repeated }) =>
      repeated?.status === 200 && !hasSameBody(answer, repeated)
        ? {
            problem: `the feed changes from one request to the next${firstDifference(answer, repeated)}`,
            advice:
              "leave out what depends on the time or the request; readers parse the feed again each time",
          }
        : undefined,
  },
  {
    id: "no-store",
    find: ({ first }) =>
      /\bno-store\b/.test(headerOf(first, "cache-control"))
        ? {
            problem: "Cache-Control says no-store",
            advice:
              "send max-age=900 instead; with no-store neither caches nor some readers keep what they need",
          }
        : undefined,
  },
  {
    id: "long-lifetime",
    find: ({ first }) => {
      const age = Number(/\bmax-age\s*=\s*"?(\d+)/.exec(headerOf(first, "cache-control"))?.[1] ?? 0);
      const ttl = (first.content.document.ttl ?? 0) * 60;
      if (Math.max(age, ttl) <= MAX_FRESH_SECONDS) return undefined;
      const source = age >= ttl ? "max-age" : "ttl";
      return {
        problem: `${source} says that the feed stays fresh for ${Math.round(Math.max(age, ttl) / 3600)} hours`,
        advice: "say an hour or less; Miniflux, NetNewsWire and caches do not ask before",
      };
    },
  },
  {
    id: "vary",
    find: ({ first }, _context, { views }) => {
      const vary = headerOf(first, "vary");
      if (vary.includes("*")) return undefined;
      const answers = views.flatMap((view) => (!view.failure && view.answer.status === 200 ? [view] : []));
      const codings = new Set(answers.map(({ answer }) => answer.headers["content-encoding"] ?? ""));
      if (codings.size > 1 && !vary.includes("accept-encoding"))
        return {
          problem: "the coding depends on Accept-Encoding, and Vary does not name it",
          advice: "send Vary: Accept-Encoding; caches may send the wrong coding otherwise",
        };
      const kinds = new Set(answers.map(({ content }) => content.kind));
      return kinds.size > 1 && !/\baccept\b(?!-)|user-agent|sec-fetch/.test(vary)
        ? {
            problem: "some get a page and others the feed, and Vary names no header that decides",
            advice: "name the header in Vary; caches may send readers the page otherwise",
          }
        : undefined;
    },
  },
  {
    id: "differs-by-reader",
    find: ({ first, repeated }, _context, { views }) => {
      if (!repeated || !hasSameBody(first.answer, repeated)) return undefined;
      const others = views.filter((view) => isFeedView(view) && !hasSameBody(first.answer, view.answer));
      return others.length > 0
        ? {
            problem: `${others.map(({ reader }) => reader.name).join(", ")} get another feed than ${first.reader.name}`,
            advice: "send the same feed to every reader",
          }
        : undefined;
    },
  },
];

/** Returns where two versions of a feed differ first: the element or field before it. */
function firstDifference(one: Answer, other: Answer): string {
  const [before = "", after = ""] = [one, other].map(({ body }) => new TextDecoder().decode(body));
  let index = 0;
  while (index < before.length && before[index] === after[index]) index++;
  const names = [...before.slice(0, index).matchAll(/<([A-Za-z][\w:.-]*)|"([\w-]+)"\s*:/g)];
  const last = names.at(-1);
  return last ? `, first in ${last[1] ?? last[2]}` : "";
}
