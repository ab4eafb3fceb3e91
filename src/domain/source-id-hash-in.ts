/** Returns the hash of a source's id that an article id ends with, as in `weather~0123456789ab`; `undefined` if it has none. */
export function sourceIdHashIn(id: string): string | undefined {
  return /~([0-9a-f]{12})(?:-\d+)?$/.exec(id)?.[1];
}
