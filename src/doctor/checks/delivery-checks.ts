import type { FeedFormat } from "../feed-document.ts";
import type { FeedView } from "../visit-feed.ts";
import { headerOf, type ViewCheck } from "./check.ts";

const XML = ["application/xml", "text/xml"];

/** The media type of each format, and what readers accept in its place. */
const MEDIA_TYPES: Readonly<Record<FeedFormat, readonly string[]>> = {
  RSS: ["application/rss+xml", ...XML],
  "RSS 1.0": ["application/rdf+xml", "application/rss+xml", ...XML],
  Atom: ["application/atom+xml", ...XML],
  "JSON Feed": ["application/feed+json", "application/json"],
};

/** A smaller body gains nothing by compression. */
const COMPRESSED_FROM_BYTES = 1024;

/** How a feed is sent to one reader. */
export const DELIVERY_CHECKS: readonly ViewCheck<FeedView>[] = [
  {
    id: "media-type",
    find: (view) => {
      const allowed = MEDIA_TYPES[view.content.document.format];
      const found = headerOf(view, "content-type").split(";")[0]?.trim() ?? "";
      if (allowed.includes(found)) return undefined;
      const described = found === "" ? "there is no Content-Type" : `the media type is ${found}`;
      return { problem: described, advice: `send Content-Type: ${allowed[0]}; charset=utf-8` };
    },
  },
  {
    id: "encoding",
    find: ({ content: { encoding } }) => {
      const { header, declaration, isWrong } = encoding;
      if (header !== undefined && declaration !== undefined && !isSameEncoding(header, declaration))
        return {
          problem: `Content-Type says ${header} and the XML declaration says ${declaration}`,
          advice: "send UTF-8, and say so in both",
        };
      return isWrong
        ? {
            problem: `some bytes are not ${header ?? declaration ?? "UTF-8"}`,
            advice: "send UTF-8, and say so",
          }
        : undefined;
    },
  },
  {
    id: "no-compression",
    find: (view) =>
      acceptedCodings(view).length > 0 &&
      headerOf(view, "content-encoding") === "" &&
      sizeOf(view) > COMPRESSED_FROM_BYTES
        ? {
            problem: "the feed is not compressed",
            advice: "send it with gzip or Brotli to those whose Accept-Encoding names them",
          }
        : undefined,
  },
  {
    id: "coding",
    find: (view) => {
      const coding = headerOf(view, "content-encoding");
      if (coding === "" || coding === "identity" || acceptedCodings(view).includes(coding)) return undefined;
      return {
        problem: `the feed is compressed with ${coding}, which the reader did not ask for`,
        advice: "choose the coding by Accept-Encoding, and let caches do so by Vary: Accept-Encoding",
      };
    },
  },
];

function acceptedCodings({ reader }: FeedView): readonly string[] {
  const accepted = reader.headers["accept-encoding"];
  return accepted === undefined ? [] : accepted.split(", ");
}

function sizeOf({ answer }: FeedView): number {
  return answer.body?.byteLength ?? 0;
}

function isSameEncoding(one: string, other: string): boolean {
  try {
    return new TextDecoder(one).encoding === new TextDecoder(other).encoding;
  } catch {
    return one.toLowerCase() === other.toLowerCase();
  }
}
