import type { Answer } from "../send-request.ts";
import type { AnsweredView } from "../visit-feed.ts";
import type { Problem, ViewCheck } from "./check.ts";

/** What the pages contain with which Cloudflare finds out whether there is a browser. */
const CHALLENGE_PAGE =
  /<title>\s*(?:Just a moment|Please Wait|Attention Required!)|_cf_chl_opt|\/cdn-cgi\/challenge-platform\//i;

const CLOUDFLARE_ADVICE =
  "turn Bot Fight Mode off in Cloudflare's dashboard under Security, since on the free plan no rule can skip it; " +
  "for other protections, add a custom rule with the action Skip for the addresses of the feeds";

/** Why a reader that gets a response does not get a feed; the first that applies is reported. */
export const ACCESS_CHECKS: readonly ViewCheck<AnsweredView>[] = [
  {
    id: "challenge",
    find: ({ answer, content }) =>
      answer.headers["cf-mitigated"] === "challenge" ||
      (content.kind !== "feed" && CHALLENGE_PAGE.test(textOf(answer)))
        ? {
            problem: "Cloudflare answers with a challenge page, which only a browser can pass",
            advice: CLOUDFLARE_ADVICE,
          }
        : undefined,
  },
  {
    id: "cloudflare-refuses",
    find: ({ answer }) =>
      [401, 403, 429, 503].includes(answer.status) && isFromCloudflare(answer)
        ? {
            problem: `Cloudflare answers ${answer.status}`,
            advice: `look under Security > Events for the rule; ${CLOUDFLARE_ADVICE}`,
          }
        : undefined,
  },
  { id: "status", find: ({ answer }) => statusProblem(answer.status) },
  {
    id: "content-length",
    find: ({ answer: { excess } }) =>
      excess > 0
        ? {
            problem: "more is sent than Content-Length says",
            advice: "send the length of the body as it is sent, after compression",
          }
        : undefined,
  },
  {
    id: "undecodable",
    find: ({ answer, content }) =>
      content.kind === "undecodable"
        ? {
            problem: `the body cannot be decoded as its Content-Encoding "${answer.headers["content-encoding"] ?? ""}"`,
            advice: "compress it once, with a coding that the request names, or send it as it is",
          }
        : undefined,
  },
  {
    id: "empty",
    find: ({ content }) =>
      content.kind === "empty"
        ? { problem: "the body is empty", advice: "send a feed without entries instead" }
        : undefined,
  },
  {
    id: "no-feed",
    find: (_view, { views }) =>
      views.every((view) => !view.failure && view.answer.status === 200 && view.content.kind === "page")
        ? {
            problem: "it is a page, and names no feed",
            advice: 'give the address of a feed, or name it in the page with <link rel="alternate">',
          }
        : undefined,
  },
  {
    id: "page",
    find: ({ content, reader }) =>
      content.kind === "page" && !reader.isBrowser
        ? {
            problem: "a page is sent instead of the feed",
            advice:
              "send a page only to requests whose Accept names text/html and whose Sec-Fetch-Dest is document",
          }
        : undefined,
  },
  {
    id: "not-a-feed",
    find: ({ content, reader }) =>
      content.kind === "no feed" && !reader.isBrowser
        ? { problem: "what is sent is no RSS, Atom or JSON Feed", advice: "check the address" }
        : undefined,
  },
  {
    id: "malformed",
    find: ({ content }) =>
      content.kind === "malformed"
        ? {
            problem: `the ${content.format} is not well-formed (${content.reason})`,
            advice: "correct it; most readers show nothing of it",
          }
        : undefined,
  },
];

function isFromCloudflare({ headers }: Answer): boolean {
  return headers["cf-ray"] !== undefined || /^cloudflare/i.test(headers.server ?? "");
}

function statusProblem(status: number): Problem | undefined {
  if (status === 200) return undefined;
  const problem = `the answer is ${status} instead of 200`;
  if (status === 304)
    return { problem, advice: "send 304 only if a validator of the request is that of the feed" };
  if (status === 429 || status === 503)
    return {
      problem,
      advice: "NetNewsWire and FreshRSS then pause the whole host; never limit readers this way",
    };
  if (status === 401 || status === 403)
    return {
      problem,
      advice: "let every User-Agent read the feeds; look for a rule that refuses some by name",
    };
  if (status === 404 || status === 410)
    return { problem, advice: "check the address, or redirect it permanently to the new one" };
  if (status === 406) return { problem, advice: "send the feed whatever Accept says" };
  if (status >= 500) return { problem, advice: "look into the log of the server" };
  return { problem, advice: "answer 200 with the feed" };
}

function textOf({ body }: Answer): string {
  return new TextDecoder().decode(body?.subarray(0, 20_000));
}
