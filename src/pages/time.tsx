import type { PageContext } from "./page-context.ts";

/** Making a format takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant on the publication's own calendar and clock, in its language. */
export function Time({ at, context: { site } }: { readonly at: Date; readonly context: PageContext }) {
  return <time dateTime={at.toISOString()}>{formatIn(site.language, site.timeZone).format(at)}</time>;
}

function formatIn(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: "long", timeStyle: "short" });
  formats.set(key, format);
  return format;
}
