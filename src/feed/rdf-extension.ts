import type { Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import { mistakableSummary } from "./mistakable-summary.ts";
import { element, type XmlElement } from "./xml.ts";

/** Declared where they are used, so that a feed without any RDF does not mention it. */
const NAMESPACES = {
  "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "xmlns:rdfs": "http://www.w3.org/2000/01/rdf-schema#",
  "xmlns:dcterms": "http://purl.org/dc/terms/",
  "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
};

/**
 * Returns what an importer needs to make an article of `entry` again and RSS or Atom have no words for, as
 * one element of RDF/XML; none where there is nothing of the kind.
 *
 * Every text is an attribute (RDF/XML §2.5): readers that look for elements by their local name, at any
 * depth, or show all text that they find, have nothing to mistake.
 */
export function rdfExtension(entry: Entry, publisher: Person): XmlElement[] {
  const { id, authors, editors, source, published } = entry;
  const summary = mistakableSummary(entry);
  const texts = {
    // RFC 822 has no parts of a second.
    ...(published && published.getTime() % 1000 !== 0 && { "dcterms:issued": published.toISOString() }),
    ...(summary !== undefined && { "dcterms:abstract": summary }),
  };
  // Alone, the publisher's name looks in Atom as it does where it stands for an unknown author.
  const isPublisher = authors.length === 1 && authors[0]?.name === publisher.name;
  const relations = [
    ...(isPublisher || authors.some(isKnown) ? authors.map((person) => agent("foaf:maker", person)) : []),
    ...(editors.some(isKnown) ? editors.map((person) => agent("dcterms:contributor", person)) : []),
    ...(source?.url === undefined
      ? []
      : [
          element(
            "dcterms:source",
            {},
            element("rdfs:Resource", { "rdf:about": source.url, "rdfs:label": source.name }),
          ),
        ]),
  ];
  if (relations.length === 0 && Object.keys(texts).length === 0) return [];
  // `rdf:RDF`, since some readers take the local name of `rdf:Description` for RSS's own.
  return [
    element("rdf:RDF", NAMESPACES, element("foaf:Document", { "rdf:about": id, ...texts }, ...relations)),
  ];
}

/** Tells whether more is known of a person than a name. */
function isKnown({ about, url }: Person): boolean {
  return about !== undefined || url !== undefined;
}

function agent(relation: string, { name, about, url }: Person): XmlElement {
  const texts = { "foaf:name": name, ...(about !== undefined && { "rdfs:comment": about }) };
  const page = url === undefined ? [] : [element("foaf:page", { "rdf:resource": url })];
  return element(relation, {}, element("foaf:Agent", texts, ...page));
}
