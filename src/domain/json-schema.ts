/** A JSON Schema (2020-12) of values of the type `Value`. */
export interface Schema<Value> {
  readonly json: object;
  /** Carries the type only; there is no such field. */
  readonly value?: Value;
}

/** The type of the values that a schema describes. */
export type ValueOf<S> = S extends Schema<infer Value> ? Value : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;

type ObjectOf<Required extends Fields, Optional extends Fields> = {
  readonly [Key in keyof Required]: ValueOf<Required[Key]>;
} & { readonly [Key in keyof Optional]?: ValueOf<Optional[Key]> };

/** Any text. */
export const text: Schema<string> = { json: { type: "string" } };
/** An absolute URI. */
export const uri: Schema<string> = { json: { type: "string", format: "uri" } };
/** An instant (RFC 3339). */
export const instant: Schema<string> = { json: { type: "string", format: "date-time" } };
/** A number of things. */
export const count: Schema<number> = { json: { type: "integer", minimum: 0 } };

/** True or false. */
export const flag: Schema<boolean> = { json: { type: "boolean" } };

/** Exactly `value`. */
export function constant<const Value extends string | true>(value: Value): Schema<Value> {
  return { json: { const: value } };
}

/** A list of items. */
export function listOf<Item>(items: Schema<Item>): Schema<readonly Item[]> {
  return { json: { type: "array", items: items.json } };
}

/** An object that has all `required` fields and may have `optional` ones. */
export function object<Required extends Fields, Optional extends Fields = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Schema<ObjectOf<Required, Optional>> {
  const properties = Object.entries({ ...required, ...optional }).map(([key, { json }]) => [key, json]);
  return {
    json: {
      type: "object",
      required: Object.keys(required),
      properties: Object.fromEntries(properties),
    },
  };
}

/** A reference to the schema with this name in the description of the API. */
export function named<Value>(name: string, _schema: Schema<Value>): Schema<Value> {
  return { json: { $ref: `#/components/schemas/${name}` } };
}
