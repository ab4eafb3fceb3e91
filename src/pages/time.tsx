import type { PageContext } from "./page-context.ts";

/** An instant as the publication's readers write it, on its own calendar and clock. */
export function When({ at, context: { site } }: { readonly at: Date; readonly context: PageContext }) {
  const format = new Intl.DateTimeFormat(site.language, {
    timeZone: site.timeZone,
    dateStyle: "long",
    timeStyle: "short",
  });
  return <time dateTime={at.toISOString()}>{format.format(at)}</time>;
}
