/** Returns what stands for the title and date that a source says, by the digests of its fields. */
export function headingOf({ title, published = "undated" }: Readonly<Record<string, string>>): string {
  return `${title} ${published}`;
}
