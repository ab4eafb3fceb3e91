import { z } from "zod";
import type { Filter } from "../../domain/filter.ts";
import { MAX_LIMIT } from "../snapshot.ts";
import { dateBound, name, prose, slug, title, words } from "./field-schemas.ts";

/** The most values that a field of a filter has, as many as in an address. */
const MAX_VALUES = 50;

function someOf(one: z.ZodString, description: string) {
  return z
    .array(one)
    .min(1, "write at least one, or leave the field out")
    .max(MAX_VALUES, `write at most ${MAX_VALUES}`)
    .optional()
    .meta({ description });
}

/** Which articles a named feed has. */
export const feedFilterSchema = z.strictObject({
  columns: someOf(slug, "Only articles of one of these columns, by their slugs."),
  authors: someOf(name, "Only articles by one of these authors."),
  tags: someOf(name, "Only articles with one of these tags."),
  notColumns: someOf(slug, "No articles of these columns."),
  notAuthors: someOf(name, "No articles by these authors."),
  notTags: someOf(name, "No articles with these tags."),
  words: words.optional().meta({
    description: 'Only articles in which all of these words are, as in a search: a "phrase", -without.',
  }),
  since: dateBound.optional().meta({ description: "Only articles of this date and later ones." }),
  until: dateBound.optional().meta({ description: "Only articles of this date and earlier ones." }),
} satisfies Record<Exclude<keyof Filter, "within">, z.ZodType>);

const LIMIT = `write a whole number from 1 to ${MAX_LIMIT}`;

/** One named feed of `articles.json`. */
export const feedSchema = z.strictObject({
  slug: slug.meta({ description: "The feed's name in addresses. It never changes." }),
  title: title.meta({ description: "The feed's title." }),
  description: prose.optional().meta({ description: "What the feed holds, in plain text." }),
  filter: feedFilterSchema.optional().meta({
    description: "Its articles: those that match all of these fields; every article when left out.",
  }),
  limit: z
    .int(LIMIT)
    .min(1, LIMIT)
    .max(MAX_LIMIT, LIMIT)
    .optional()
    .meta({ description: "How many articles its feeds hold, where the address does not say." }),
  content: z
    .enum(["full", "summary"], "write full or summary")
    .optional()
    .meta({ description: "Whole articles or their summaries only, where the address does not say." }),
});

/** One named feed as it is written in the store. */
export type FeedRecord = z.infer<typeof feedSchema>;
