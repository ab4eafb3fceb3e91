import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import type { Person } from "../../domain/article.ts";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { FeedEntry } from "./feed-entry.ts";

const DOCUMENT = "foaf:Document";
const FOAF = "http://xmlns.com/foaf/0.1/";
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs"],
  ["http://purl.org/dc/terms/", "dcterms"],
  [FOAF, "foaf"],
]);

/** Far deeper than our own RDF stands in a feed. */
const DEEPEST = 100;

/** What is said of an entry in RDF, and stands before what its format says. */
export type RdfStatements = Partial<FeedEntry>;

/** An element of RDF; its name and those of its attributes have the customary prefix, whatever stands there. */
interface Node {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Node[];
}

/**
 * Returns what the RDF in an XML feed says of its entries, by their ids, as far as the feed is well-formed and
 * not nested beyond reason. It knows the shape in which our own feeds write RDF (`src/feed/rdf-extension.ts`),
 * and passes over any other.
 */
export function rdfStatements(text: string): ReadonlyMap<string, RdfStatements> {
  const statements = new Map<string, RdfStatements>();
  if (!text.includes(FOAF)) return statements;

  const open: Node[] = [];
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", (tag) => {
    // For each name the parser looks through all elements that it stands in.
    if (++depth > DEEPEST) throw new Error("Too deep");
    const node = nodeOf(tag);
    if (open.length === 0 && node.name !== DOCUMENT) return;
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => {
    depth--;
    const node = open.pop();
    const id = node?.attributes.get("rdf:about");
    if (node && id !== undefined && open.length === 0) statements.set(id, statementsOf(node));
  });
  parser.on("error", (error) => {
    throw error;
  });
  try {
    parser.write(text.slice(text.indexOf("<"))).close();
  } catch {
    // The reader of the feed itself is more tolerant, and says what it cannot read.
  }
  return statements;
}

function nodeOf({ attributes, ...tag }: SaxesTagNS): Node {
  const entries = Object.values(attributes).map((attribute) => [nameOf(attribute), attribute.value] as const);
  return { name: nameOf(tag), attributes: new Map(entries), children: [] };
}

function nameOf({ uri, local }: Pick<SaxesAttributeNS, "uri" | "local">): string {
  return `${PREFIXES.get(uri) ?? uri}:${local}`;
}

function statementsOf(document: Node): RdfStatements {
  const authors = related(document, "foaf:maker");
  const editors = related(document, "dcterms:contributor");
  return omitUndefined<RdfStatements>({
    authors: authors.length > 0 ? authors : undefined,
    editors: editors.length > 0 ? editors : undefined,
    source: related(document, "dcterms:source")[0],
    published: document.attributes.get("dcterms:issued"),
    abstract: document.attributes.get("dcterms:abstract"),
  });
}

/** Those that stand in a relation to a document, in their order. */
function related({ children }: Node, relation: string): Person[] {
  const nodes = children.filter(({ name }) => name === relation).flatMap((property) => property.children);
  return nodes.flatMap(({ attributes, children: properties }) => {
    const name = attributes.get("foaf:name") ?? attributes.get("rdfs:label");
    const page = properties.find((property) => property.name === "foaf:page")?.attributes.get("rdf:resource");
    if (name === undefined) return [];
    return [
      omitUndefined<Person>({
        name,
        about: attributes.get("rdfs:comment"),
        url: page ?? attributes.get("rdf:about"),
      }),
    ];
  });
}
