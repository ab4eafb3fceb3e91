// RFC 9110 §5.6.1.2: empty members of a list are skipped.
const ENTITY_TAG = /^[\s,]*(?:W\/)?("[\x21\x23-\x7E\x80-\uFFFF]*")\s*(?:,|$)/;
// The three forms of RFC 9110 §5.6.7. Date.parse reads all of them, and others too.
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/** The validators of a representation (RFC 9110 §8.8). */
export interface Validators {
  /** Quoted, as it is sent. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** Tells whether the client that sent `headers` already has what `validators` describe (RFC 9110 §13.2.2). */
export function isNotModified(headers: Headers, { etag, lastModified }: Validators): boolean {
  const ifNoneMatch = headers.get("If-None-Match");
  // RFC 9110 §13.1.3: where If-None-Match is sent, it decides alone, whatever the date says.
  if (ifNoneMatch !== null)
    return ifNoneMatch.trim() === "*" || entityTags(ifNoneMatch).includes(opaque(etag));

  // RFC 9110 §13.1.3 lets a server compare for equality. A later date proves nothing: the client may have it from its
  // own clock, from before a deployment reached it, or from a version of the store that has been taken back.
  const since = httpDate(headers.get("If-Modified-Since"));
  return since !== undefined && secondsOf(lastModified) === secondsOf(since);
}

// RFC 9110 §8.8.3.2: weak comparison looks at the opaque tags only.
function opaque(etag: string): string {
  return etag.replace(/^W\//, "");
}

/** Returns the opaque tags of a list, up to the first member that is not an entity tag. */
function entityTags(list: string): string[] {
  const tags: string[] = [];
  let rest = list;
  for (let match = ENTITY_TAG.exec(rest); match; match = ENTITY_TAG.exec(rest)) {
    if (match[1] !== undefined) tags.push(match[1]);
    rest = rest.slice(match[0].length);
  }
  return tags;
}

function httpDate(text: string | null): Date | undefined {
  if (text === null || !HTTP_DATE.test(text)) return undefined;
  // The asctime form names no time zone and means GMT.
  const date = new Date(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
