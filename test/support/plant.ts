/** Returns a copy of `document` with `value` at a JSON Pointer (RFC 6901); `undefined` takes away what is there. */
export function plant(document: object, pointer: string, value: unknown): object {
  const keys = pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop() ?? "";
  const copy: object = structuredClone(document);
  const parent = keys.reduce<object>((part, key) => Reflect.get(part, key), copy);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return copy;
}

/** Returns the JSON Pointers of every string in `value`. */
export function textPointers(value: unknown, pointer = ""): string[] {
  if (typeof value === "string") return [pointer];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textPointers(part, `${pointer}/${key}`));
}
