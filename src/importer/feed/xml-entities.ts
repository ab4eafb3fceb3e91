import { UserError } from "../../operator/user-error.ts";
import type { XmlRoot } from "./xml-root.ts";

/** The entities that HTML has for XHTML are 253. */
const MAX_ENTITIES = 300;
const MAX_VALUE_LENGTH = 200;
/** How much longer entities may make a document. */
const MAX_EXPANSION = 1_000_000;

const COMMENT = /<!--.*?(?:-->|$)/gs;
const DECLARATION = /<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
/** References to characters by number, also with their `&` escaped, as XML 1.0 §4.6 requires for `&` and `<`. */
const CHARACTERS = /&#(?:(?:38|x26);#)?(x[\da-f]+|\d+);/gi;
/** A reference to another entity, with its `&` escaped. */
const ESCAPED_REFERENCE = /&#(?:0*38|x0*26);[a-z_]/i;
const PREDEFINED = new Set(["amp", "lt", "gt", "apos", "quot"]);
/** A reference to an entity, or a section that has none. */
const REFERENCE = /<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)|&([A-Za-z_][\w.-]*);/gs;

/**
 * Returns the document from its root element on, with the values of the entities that its document type declares.
 * The value of an entity is text and references to characters; one that refers to other entities is refused, since a
 * kilobyte of such entities can expand to a gigabyte.
 *
 * @throws {UserError} if it declares other entities, or too many
 */
export function withoutDoctype(text: string, { doctype, start }: XmlRoot): string {
  const rest = text.slice(start);
  const entities = declaredEntities(doctype);
  if (entities.size === 0) return rest;
  let expansion = 0;
  return rest.replace(REFERENCE, (reference, name: string | undefined) => {
    const value = entities.get(name ?? "");
    if (value === undefined) return reference;
    expansion += value.length;
    if (expansion > MAX_EXPANSION) throw refusal();
    return value;
  });
}

/** Returns the values of the declared entities, as they stand in text and in attributes. */
function declaredEntities(doctype: string): ReadonlyMap<string, string> {
  const subset = doctype.replace(COMMENT, "");
  const declarations = [...subset.matchAll(DECLARATION)];
  if (/<!ENTITY/i.test(subset.replace(DECLARATION, "")) || declarations.length > MAX_ENTITIES)
    throw refusal();
  const entities = new Map<string, string>();
  for (const [, name = "", double, single = ""] of declarations) {
    // The first declaration is binding (XML 1.0 §4.2).
    if (!PREDEFINED.has(name) && !entities.has(name)) entities.set(name, entityValue(double ?? single));
  }
  return entities;
}

function entityValue(value: string): string {
  const isNested = ESCAPED_REFERENCE.test(value) || /[&<]|%[^;\s]*;/.test(value.replace(CHARACTERS, ""));
  if (isNested || value.length > MAX_VALUE_LENGTH) throw refusal();
  return value
    .replace(CHARACTERS, "&#$1;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
    .replaceAll(">", "&gt;");
}

function refusal(): UserError {
  return new UserError("Declares XML entities, which a feed does not need; remove its DOCTYPE");
}
