import type { Site } from "./site.ts";

/** Making a format takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats `instant` as the readers of a site write it, in its language and time zone. */
export function formatForReaders(instant: Date, { language, timeZone }: Site): string {
  const key = `${language} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, { timeZone, dateStyle: "long", timeStyle: "short" });
  formats.set(key, format);
  return format.format(instant);
}
