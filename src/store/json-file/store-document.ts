import { z } from "zod";
import { feedFilterSchema, feedSchema } from "./feed-schema.ts";
import {
  guid,
  image,
  instant,
  language,
  name,
  onOneLine,
  person,
  prose,
  slug,
  title,
  webAddress,
} from "./field-schemas.ts";

const siteSchema = z.strictObject({
  title: title.meta({ description: "The publication's title: the title of its feeds." }),
  description: prose.meta({ description: "What the publication is, in a sentence of plain text." }),
  language: language.meta({ description: "The language of all that does not say its own." }),
  url: webAddress.meta({ description: "The publication's home page." }),
  publisher: person.meta({
    description: "Stands as the author where an article names none and a format must.",
  }),
  rights: prose.optional().meta({ description: "The copyright notice." }),
  authority: z
    .string()
    .regex(
      /^[a-z0-9]+(?:[.-][a-z0-9]+)*,\d{4}(?:-\d{2}(?:-\d{2})?)?$/,
      "write a domain you own and a date on which you owned it, such as example.org,2020",
    )
    .meta({ description: "RFC 4151 tagging entity that every entry id is made from. It never changes." }),
  timeZone: z
    .string()
    .refine(isTimeZone, "write an IANA time zone, such as Asia/Shanghai")
    .meta({ description: "IANA time zone in which dates are shown." }),
  image: webAddress
    .regex(
      /^(?!.*\.(?:svg|webp|avif|ico)$)/i,
      "write the address of a JPEG, PNG or GIF, which is what RSS shows",
    )
    .optional()
    .meta({ description: "The channel image of the feeds (JPEG, PNG or GIF)." }),
  hub: webAddress.optional().meta({ description: "The WebSub hub that is told of changes." }),
});

/** Where the new articles of a column come from. */
const columnSource = z.strictObject({
  url: webAddress.meta({ description: "The address of the column's page, of a feed, or of a sitemap." }),
  select: onOneLine
    .optional()
    .meta({ description: "A CSS selector of the elements that hold the links to articles." }),
  match: onOneLine
    .optional()
    .meta({ description: "A pattern of the addresses of articles; * stands for any characters." }),
});

/** One column of `articles.json`. */
export const columnSchema = z.strictObject({
  slug: slug.meta({ description: "The column's name in addresses. It never changes." }),
  title: title.meta({ description: "The column's title, as it is printed." }),
  description: prose.optional().meta({ description: "What the column holds, in plain text." }),
  sources: z
    .array(columnSource)
    .optional()
    .meta({ description: "Where the command update looks for new articles." }),
});

/** A path here, with or without a query. */
const localAddress = z
  .string()
  .regex(/^\/(?![/\\])[^\s#\\\p{Cc}]*$/u, "write a path of this host, such as /feed or /?feed=rss2")
  .max(2048, "write at most 2,048 characters");

/** One old address of `articles.json`. */
const redirectSchema = z.strictObject({
  from: localAddress.meta({
    description: "The old address: a path of this host, with or without a query, such as /?feed=rss2.",
  }),
  to: localAddress.meta({ description: "What answers for it: a path of this service, such as /rss.xml." }),
});

const articleId = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._~-]{0,126}[A-Za-z0-9])?$/,
    "write up to 128 ASCII letters, digits, hyphens, dots or underscores",
  )
  .refine((id) => !id.endsWith(".json"), "write an id that does not end with .json");

/** What is kept of one removed article. */
const removedSchema = z.strictObject({
  id: articleId.meta({ description: "The id of the article; no other article gets it." }),
  guid: guid.optional().meta({ description: "The guid of the article; no other article gets it." }),
  title: title.meta({ description: "The title of the article; readers do not see it." }),
  url: webAddress.optional().meta({
    description: "Its original page, by which imports and updates recognise it and leave it out.",
  }),
  published: instant.optional().meta({
    description: "Its date, by which imports tell it from others with its title.",
  }),
  unpublished: z
    .literal(true, "write true, or leave the field out")
    .optional()
    .meta({ description: "It was removed before it was published, so readers get 404 and not 410." }),
});

/** One article of `articles.json`. */
export const articleSchema = z.strictObject({
  id: articleId.meta({
    description: "What the entry's id is made from: it never changes and is never used again.",
  }),
  guid: guid.optional().meta({
    description:
      "The id under which readers know the entry from an earlier feed, such as its RSS guid; feeds have it as the entry's id. It never changes, and no other article has it.",
  }),
  title: title.meta({ description: "The title, plain text." }),
  column: slug.meta({ description: "The slug of the column that the article belongs to." }),
  authors: z.array(person).optional().meta({ description: "The authors, in the printed order." }),
  editors: z.array(person).optional().meta({ description: "The editors, in the printed order." }),
  source: z
    .strictObject({ name, url: webAddress.optional() })
    .optional()
    .meta({ description: "Where the article first appeared." }),
  url: webAddress
    .optional()
    .meta({ description: "The original page, if known; the base of relative links." }),
  published: instant.optional().meta({
    description: "When the article was or will be published. Until then it appears nowhere.",
  }),
  updated: instant.meta({ description: "When this record last changed." }),
  added: instant.optional().meta({
    description:
      "When an article without `published` came into the store, by which it is ordered; commands write it once.",
  }),
  summary: prose.optional().meta({ description: "The summary, plain text." }),
  content: prose.optional().meta({ description: "The whole article, HTML." }),
  tags: z.array(name).optional().meta({ description: "Tags, plain text." }),
  language: language.optional(),
  image: z.union([webAddress, image]).optional().meta({
    description: "A picture that stands for the article: its address, or what is known of it.",
  }),
});

/** The schema of `articles.json`: the one definition of its types, its validation and its JSON Schema. */
export const storeDocument = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where editors find this schema." }),
    updated: instant.meta({ description: "Moves on every change of the store, a removal included." }),
    site: siteSchema,
    columns: z.array(columnSchema),
    feeds: z
      .array(feedSchema)
      .optional()
      .meta({ description: "Named feeds: selections of articles with an address and a title." }),
    removedFeeds: z.array(slug).optional().meta({
      description:
        "The slugs of named feeds that were removed: readers get 410 Gone at their addresses. The commands write it.",
    }),
    formerAuthors: z.array(name).optional().meta({
      description: "Authors whose articles are all gone: their feeds stay, empty. The commands write it.",
    }),
    formerTags: z.array(name).optional().meta({
      description: "Tags whose articles are all gone: their feeds stay, empty. The commands write it.",
    }),
    redirects: z
      .array(redirectSchema)
      .optional()
      .meta({ description: "Old addresses of this host that are redirected to its present ones." }),
    removed: z.array(removedSchema).optional().meta({
      description:
        "Articles that were removed: readers get 410 Gone at their addresses, and imports and updates leave them out. The commands write it; an entry that is deleted by hand lets an import bring the article back.",
    }),
    articles: z.array(articleSchema),
  })
  .meta({ title: "Lanmu store", description: "A publication's site, columns and articles." });

/** `articles.json` as it is written: dates are strings, what is not known is absent. */
export type StoreDocument = z.infer<typeof storeDocument>;
/** One article as it is written in the store. */
export type ArticleRecord = z.infer<typeof articleSchema>;

/** The fields of an article, in the order in which the schema lists them. */
export const ARTICLE_FIELD_NAMES = articleSchema.keyof().options;

/** The fields of a site, in the order in which the schema lists them. */
export const SITE_FIELD_NAMES = siteSchema.keyof().options;

/** The fields that operators state one by one, each with its rules. */
export const FIELDS = {
  article: articleSchema.shape,
  column: columnSchema.shape,
  feedFilter: feedFilterSchema.shape,
  redirect: redirectSchema.shape,
  site: siteSchema.shape,
};

/** Returns the message of the check for `value` in `field`, such as "write a title"; `undefined` if it is valid. */
export function fieldProblem(field: z.ZodType, value: unknown): string | undefined {
  return field.safeParse(value).error?.issues[0]?.message;
}

/** Returns the JSON Schema of `articles.json`, for the editors of those who write it by hand. */
export function storeSchema(): object {
  return z.toJSONSchema(storeDocument, { target: "draft-2020-12" });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
