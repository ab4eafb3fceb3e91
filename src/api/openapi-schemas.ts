const text = { type: "string" };
const address = { type: "string", format: "uri" };
const instant = { type: "string", format: "date-time" };
const count = { type: "integer", minimum: 0 };

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function listOf(items: object): object {
  return { type: "array", items };
}

/** An object that holds `required` and may hold `optional`. */
function object(
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
): object {
  return { type: "object", required: Object.keys(required), properties: { ...required, ...optional } };
}

const feeds = object({ rss: address, atom: address, json: address });
const subject = { title: text, url: address, count, feeds };
const perhaps = { description: text, newest: instant };
const column = object({ slug: text, ...subject }, perhaps);

const item = {
  required: { id: address, url: address, title: text, date_modified: instant, language: text },
  optional: {
    external_url: address,
    summary: text,
    content_html: text,
    content_text: text,
    date_published: instant,
    authors: listOf(ref("Person")),
    tags: listOf(text),
    image: address,
  },
};

const extension = object(
  { column: object({ slug: text, title: text }) },
  {
    authors: listOf(ref("Person")),
    editors: listOf(ref("Person")),
    source: object({ name: text }, { url: address }),
  },
);

/** The JSON documents of the service, as OpenAPI 3.1 describes them (JSON Schema 2020-12). */
export const SCHEMAS: Readonly<Record<string, object>> = {
  Person: object({ name: text }, { about: text, url: address }),
  Article: object(
    { ...item.required, column: object({ slug: text, title: text, url: address }) },
    { ...item.optional, editors: listOf(ref("Person")), source: object({ name: text }, { url: address }) },
  ),
  ArticleList: object({ items: listOf(ref("Article")) }, { next_url: address }),
  Column: column,
  ColumnList: object({ columns: listOf(ref("Column")) }),
  Subject: object(subject, perhaps),
  Index: object(
    {
      ...subject,
      language: text,
      home_page_url: address,
      columns: listOf(ref("Column")),
      articles_url: address,
      article_url_template: text,
      author_url_template: text,
      tag_url_template: text,
      columns_url: address,
      openapi_url: address,
      health_url: address,
    },
    { ...perhaps, rights: text },
  ),
  JsonFeed: object(
    {
      version: { const: "https://jsonfeed.org/version/1.1" },
      title: text,
      home_page_url: address,
      feed_url: address,
      description: text,
      language: text,
      items: listOf(object({ ...item.required, _lanmu: extension }, item.optional)),
    },
    {
      icon: address,
      authors: listOf(ref("Person")),
      hubs: listOf(object({ type: text, url: address })),
    },
  ),
  Health: object({ status: { const: "ok" }, version: text, articles: count }),
  OpenApi: { type: "object" },
  Problem: object({ type: address, title: text, status: { type: "integer" } }, { detail: text }),
};
