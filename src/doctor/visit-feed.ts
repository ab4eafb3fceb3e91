import { setTimeout } from "node:timers/promises";
import { type Content, readContent } from "./feed-document.ts";
import { READERS, type Reader } from "./readers.ts";
import { type Answer, type Failure, type RequestLimits, sendRequest } from "./send-request.ts";

/** How requests are made: their limits, and how many milliseconds pass before each. */
export interface VisitOptions extends RequestLimits {
  readonly pause: number;
}

interface FailedView {
  readonly reader: Reader;
  readonly failure: Failure;
  readonly answer?: undefined;
  readonly content?: undefined;
}

/** The view of a reader that gets a response. */
export interface AnsweredView {
  readonly reader: Reader;
  readonly failure?: undefined;
  readonly answer: Answer;
  readonly content: Content;
}

/** What one reader gets at the address of a feed. */
export type View = FailedView | AnsweredView;

/** The view of a reader that gets a feed. */
export type FeedView = AnsweredView & { readonly content: { readonly kind: "feed" } };

/** A request with validators, and its response. */
interface ConditionalRequest {
  /** The header or headers that state the validators. */
  readonly sent: string;
  /** 304 if they are those of the feed, 200 if the feed never had them. */
  readonly expected: 200 | 304;
  readonly answer: Answer;
}

/** Everything that was found out about one feed. */
export interface FeedVisit {
  readonly address: string;
  readonly views: readonly View[];
  /** The rest is absent if no reader got a feed. */
  readonly feed?: {
    /** The first reader that got a feed; it also sent the requests below. */
    readonly first: FeedView;
    /** The response to the same request, after all others. */
    readonly repeated?: Answer | undefined;
    readonly conditional: readonly ConditionalRequest[];
  };
}

/** After this many readers without any response, no other one is tried. */
const MAX_FAILURES = 2;

/** Asks for the feed at `address` as every reader does, then with validators, then once more. */
export async function visitFeed(address: string, options: VisitOptions): Promise<FeedVisit> {
  const ask = async (headers: Readonly<Record<string, string>>) => {
    await setTimeout(options.pause);
    return sendRequest(address, headers, options);
  };
  const views: View[] = [];
  for (const reader of READERS) {
    const [first, second] = views;
    const isDead = views.length === MAX_FAILURES && first?.failure && second?.failure;
    if (isDead) return { address, views: READERS.map((one) => ({ ...second, reader: one })) };
    const response = await ask(reader.headers);
    views.push(
      "code" in response
        ? { reader, failure: response }
        : { reader, answer: response, content: contentOf(response, views) },
    );
  }
  const first = views.find(isFeedView);
  if (!first) return { address, views };

  const conditional: ConditionalRequest[] = [];
  for (const { sent, expected, headers } of conditions(first.answer)) {
    const answer = await ask({ ...first.reader.headers, ...headers });
    if (!("code" in answer)) conditional.push({ sent, expected, answer });
  }
  const repeated = await ask(first.reader.headers);
  return {
    address,
    views,
    feed: { first, conditional, repeated: "code" in repeated ? undefined : repeated },
  };
}

/** Reads a response, unless another reader has got the same. */
function contentOf(answer: Answer, views: readonly View[]): Content {
  const known = views.find((view) => !view.failure && hasSameContent(view.answer, answer));
  return known?.content ?? readContent(answer);
}

function hasSameContent(one: Answer, other: Answer): boolean {
  return one.headers["content-type"] === other.headers["content-type"] && hasSameBody(one, other);
}

/** Tells whether two responses have the same body, whatever its coding was. */
export function hasSameBody(one: Answer, other: Answer): boolean {
  return one.body !== undefined && other.body !== undefined && Buffer.compare(one.body, other.body) === 0;
}

/** Tells whether a reader got a feed. */
export function isFeedView(view: View): view is FeedView {
  return !view.failure && view.answer.status === 200 && view.content.kind === "feed";
}

/** An entity tag that no server has sent. */
const OTHER_TAG = '"no-such-tag"';

/** Returns the conditional requests that a client can make who has got `answer`. */
function conditions({ headers }: Answer) {
  const { etag, "last-modified": date } = headers;
  const tagged = etag === undefined ? undefined : { "if-none-match": etag };
  const dated = date === undefined ? undefined : { "if-modified-since": date };
  const requests: readonly {
    readonly sent: string;
    readonly expected: 200 | 304;
    readonly headers: Readonly<Record<string, string>> | undefined;
  }[] = [
    { sent: "If-None-Match", expected: 304, headers: tagged },
    { sent: "If-Modified-Since", expected: 304, headers: dated },
    { sent: "both together", expected: 304, headers: tagged && dated && { ...tagged, ...dated } },
    // RFC 9110 §13.1.3: the date does not count where there is a tag.
    {
      sent: "the tag of another version",
      expected: 200,
      headers: tagged && { "if-none-match": OTHER_TAG, ...dated },
    },
  ];
  return requests.flatMap(({ headers: sentHeaders, ...request }) =>
    sentHeaders ? [{ ...request, headers: sentHeaders }] : [],
  );
}
