/** Returns the fingerprint that `id` ends with, where it was made from an id that a source gave, as in `on-reading~0123456789ab`. */
export function fingerprintIn(id: string): string | undefined {
  return /~([0-9a-f]{12})(?:-\d+)?$/.exec(id)?.[1];
}
