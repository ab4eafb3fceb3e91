/** An instant, as the publication's readers write it. */
export function Time({ at, children }: { readonly at: Date; readonly children: string }) {
  return <time dateTime={at.toISOString()}>{children}</time>;
}
