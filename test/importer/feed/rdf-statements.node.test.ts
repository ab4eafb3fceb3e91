import { expect, it } from "vitest";
import { feedDocument } from "../../../src/importer/feed/feed-document.ts";
import { rdfStatements } from "../../../src/importer/feed/rdf-statements.ts";

const NAMESPACES =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/"';

function aFeed(rdf: string): string {
  return `<rss version="2.0" ${NAMESPACES}><channel><title>T</title><item><guid isPermaLink="false">a</guid><title>T</title>${rdf}</item></channel></rss>`;
}

function anAgent(attributes: string, page = ""): string {
  return `<foaf:Document rdf:about="a"><foaf:maker><foaf:Agent ${attributes}>${page}</foaf:Agent></foaf:maker></foaf:Document>`;
}

it("rdfStatements() says what RDF does, by the ids of entries", () => {
  const text = aFeed(
    `<rdf:RDF><foaf:Document rdf:about="a" dcterms:issued="1" dcterms:abstract="3&#10;">
      <foaf:maker><foaf:Agent foaf:name="A &amp; B" rdfs:comment="O"><foaf:page rdf:resource="https://a.example/"/></foaf:Agent></foaf:maker>
      <foaf:maker><foaf:Agent foaf:name="C"/></foaf:maker>
      <dcterms:contributor><foaf:Agent foaf:name="E"/></dcterms:contributor>
      <dcterms:source><rdfs:Resource rdf:about="https://s.example/" rdfs:label="S"/></dcterms:source>
    </foaf:Document></rdf:RDF>`,
  );

  expect([...rdfStatements(text)]).toEqual([
    [
      "a",
      {
        authors: [{ name: "A & B", about: "O", url: "https://a.example/" }, { name: "C" }],
        editors: [{ name: "E" }],
        source: { name: "S", url: "https://s.example/" },
        published: "1",
        abstract: "3\n",
      },
    ],
  ]);
});

it("rdfStatements() knows namespaces, not prefixes", () => {
  const text = aFeed(anAgent('foaf:name="A"')).replaceAll("foaf:", "f:").replace("xmlns:foaf", "xmlns:f");

  expect(rdfStatements(text).get("a")).toEqual({ authors: [{ name: "A" }] });
});

it.each([
  ["a feed without RDF", aFeed("")],
  ["a person without a name", aFeed(anAgent('rdfs:comment="O"'))],
  ["a person of another namespace", aFeed(anAgent('foaf:name="A"')).replaceAll("xmlns.com", "example.com")],
  ["elements named after what objects have", aFeed("<constructor/><__proto__ toString='1'/>")],
  ["RDF about nothing", aFeed(anAgent('foaf:name="A"').replace(' rdf:about="a"', ""))],
  ["text that is no XML", 'xmlns:foaf="http://xmlns.com/foaf/0.1/" <'],
])("rdfStatements() says nothing for %s", (_what, text) => {
  expect([...rdfStatements(text)].filter(([, says]) => Object.keys(says).length > 0)).toEqual([]);
});

it("rdfStatements() says what stands before a fault", () => {
  const text = aFeed(`${anAgent('foaf:name="A"')}<b>&nbsp;`);

  expect(rdfStatements(text).get("a")).toEqual({ authors: [{ name: "A" }] });
});

it("rdfStatements() stops at once where a feed is nested a hundred thousand deep", () => {
  const text = aFeed(`${anAgent('foaf:name="A"')}${"<b>".repeat(1e5)}${"</b>".repeat(1e5)}`);
  const before = performance.now();

  expect(rdfStatements(text).get("a")).toEqual({ authors: [{ name: "A" }] });
  expect(performance.now() - before).toBeLessThan(1000);
});

it("feedDocument() believes RDF of another origin as text, and of addresses those of the web", async () => {
  const text = aFeed(
    `${anAgent(
      'foaf:name="A" rdfs:comment="&lt;b&gt;"',
      '<foaf:page rdf:resource="javascript:alert(1)"/>',
    ).replace(
      "</foaf:Document>",
      '<dcterms:source><rdfs:Resource rdf:about="file:///etc/passwd" rdfs:label="S"/></dcterms:source></foaf:Document>',
    )}`,
  );

  const { drafts } = await feedDocument(
    { name: "feed", text },
    { timeZone: "UTC", language: "en", authority: "review.example,2020", related: false },
  );

  expect(drafts).toMatchObject([{ authors: [{ name: "A", about: "<b>" }], source: { name: "S" } }]);
  expect(JSON.stringify(drafts)).not.toMatch(/javascript|file:/);
});
