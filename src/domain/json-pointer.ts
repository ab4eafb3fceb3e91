/** The way to a value in a JSON document: the keys and indexes to follow. */
export type Path = readonly PropertyKey[];

/** Returns the JSON Pointer (RFC 6901 §3) of `path`. */
export function jsonPointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Returns the value at `path` in `document`, or `undefined` where there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    document,
  );
}

/** Returns the list at `path` in `document`, whatever the document is; an empty one where there is none. */
export function listAt(document: unknown, path: Path): readonly unknown[] {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value : [];
}
