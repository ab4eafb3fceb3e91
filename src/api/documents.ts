import {
  constant,
  count,
  flag,
  instant,
  listOf,
  named,
  object,
  text,
  uri,
  type ValueOf,
} from "../domain/json-schema.ts";
import { extensionSchema } from "../feed/json-feed.ts";
import { imageDetailsSchema, itemFields, person, personSchema } from "../feed/json-item.ts";

const source = object({ name: text }, { url: uri });

/** A text in parts, of which some are what was searched for. */
const markedText = listOf(object({ text, is_match: flag }));

const articleSchema = object(
  { ...itemFields.required, column: object({ slug: text, title: text, url: uri }) },
  {
    ...itemFields.optional,
    editors: listOf(person),
    source,
    image_details: imageDetailsSchema,
    matches: object({ title: markedText, excerpt: markedText }),
  },
);
const article = named("Article", articleSchema);

const scopeFields = {
  title: text,
  url: uri,
  count,
  feeds: object({ rss: uri, atom: uri, json: uri }),
};
const optionalScopeFields = {
  description: text,
  newest: instant,
  // There where more articles match than were counted.
  count_is_minimum: constant(true),
};

const scopeSchema = object(scopeFields, { ...optionalScopeFields, items: listOf(article), next_url: uri });
const columnSchema = object({ slug: text, ...scopeFields }, optionalScopeFields);
const column = named("Column", columnSchema);

const namedFeedSchema = object(
  { slug: text, title: text, url: uri, feeds: scopeFields.feeds },
  { description: text },
);
const namedFeed = named("NamedFeed", namedFeedSchema);

const indexSchema = object(
  {
    ...scopeFields,
    language: text,
    home_page_url: uri,
    columns: listOf(column),
    named_feeds: listOf(namedFeed),
    articles_url: uri,
    article_url_template: text,
    author_url_template: text,
    tag_url_template: text,
    search_url_template: text,
    columns_url: uri,
    openapi_url: uri,
    health_url: uri,
  },
  { ...optionalScopeFields, rights: text },
);

const articleListSchema = object({ items: listOf(article) }, { next_url: uri });
const columnListSchema = object({ columns: listOf(column) });
const healthSchema = object({ status: constant("ok"), version: text, articles: count });

/** The schemas of the JSON documents, by their names in the description of the API. */
export const SCHEMAS = {
  Person: personSchema,
  Article: articleSchema,
  ArticleList: articleListSchema,
  Column: columnSchema,
  ColumnList: columnListSchema,
  NamedFeed: namedFeedSchema,
  // The name is part of the published description.
  Subject: scopeSchema,
  Index: indexSchema,
  JsonFeed: object(
    {
      version: constant("https://jsonfeed.org/version/1.1"),
      title: text,
      home_page_url: uri,
      feed_url: uri,
      description: text,
      language: text,
      items: listOf(object({ ...itemFields.required, _lanmu: extensionSchema }, itemFields.optional)),
    },
    { next_url: uri, icon: uri, authors: listOf(person), hubs: listOf(object({ type: text, url: uri })) },
  ),
  Health: healthSchema,
  OpenApi: { json: { type: "object" } },
  Problem: object({ type: uri, title: text, status: { json: { type: "integer" } } }, { detail: text }),
} as const;

/** The name of a schema in the description of the API. */
export type SchemaName = keyof typeof SCHEMAS;

/** An article: a JSON Feed item, and what JSON Feed has no fields for. */
export type ArticleDocument = ValueOf<typeof articleSchema>;
/** Some articles, and the address of the next ones. */
export type ArticleListDocument = ValueOf<typeof articleListSchema>;
/** What can be subscribed to; of a search also some of its articles, and the address of the next ones. */
export type ScopeDocument = ValueOf<typeof scopeSchema>;
/** A column. */
export type ColumnDocument = ValueOf<typeof columnSchema>;
/** A named feed, without the number of its articles. */
export type NamedFeedDocument = ValueOf<typeof namedFeedSchema>;
/** The publication, and where everything is. */
export type IndexDocument = ValueOf<typeof indexSchema>;
/** Which store is served. */
export type HealthDocument = ValueOf<typeof healthSchema>;
