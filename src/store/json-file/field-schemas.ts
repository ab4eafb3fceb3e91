import { z } from "zod";
import { parseDateBound } from "../../domain/date-bound.ts";
import { SLUG_PATTERN } from "../../domain/slug.ts";
import { MAX_TERMS, MAX_WORDS_LENGTH, parseWords } from "../../domain/words.ts";

/** An instant as the store writes it. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: "write an RFC 3339 date with an offset, such as 2020-11-26T08:27:11+08:00",
  })
  .meta({ description: "An instant in RFC 3339 with an offset, such as 2020-11-26T08:27:11+08:00." });

const DATE_BOUND = "write a date such as 2024-01-31, or an RFC 3339 date with an offset";

/** Where a span of time begins or ends. */
export const dateBound = z
  .string()
  .refine((text) => parseDateBound(text) !== undefined && !text.includes(" "), DATE_BOUND)
  .meta({
    description:
      "A date on the site's calendar, such as 2024-01-31, or an instant in RFC 3339 with an offset.",
  });

/** Words that articles are searched for, as in the parameter `q`. */
export const words = z.string().superRefine((text, issues) => {
  try {
    if (parseWords(text) === undefined) issues.addIssue("write at least one word");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    issues.addIssue(`write at most ${MAX_WORDS_LENGTH} characters and ${MAX_TERMS} terms`);
  }
});

export const webAddress = z
  .url({ protocol: /^https?$/, error: "write an absolute http or https address" })
  .regex(/^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i, "write a host, no name or password, and no white space")
  .meta({ description: "An absolute http or https address." });

export const slug = z
  .string()
  .regex(SLUG_PATTERN, "write lower-case letters and digits, joined by single hyphens")
  .max(64, "write at most 64 characters");

/** A name stands in addresses (`/authors/:name`), where `.`, `..` and an end in `.json` cannot. */
export const name = z
  .string()
  .min(1, "write a name")
  .max(200, "write at most 200 characters")
  .regex(
    /^(?!\s)(?!\.{1,2}$)(?!.*\.json$)(?!.*\p{Cc})/su,
    "write a name on one line, without white space before it or .json at its end",
  )
  .regex(/\S$/u, "remove the white space after the name");

export const title = z
  .string()
  .min(1, "write a title")
  .regex(/^\S/u, "remove the white space before the title")
  .regex(/\S$/u, "remove the white space after the title")
  .regex(/^[^\n\r]*$/u, "write the title on one line");

export const onOneLine = z
  .string()
  .regex(/^\S(?:[^\n\r]*\S)?$/u, "write it on one line, without white space around it");

/** Plain text that says something. */
export const prose = z.string().regex(/\S/u, "write some text, or leave the field out");

/** Readers take the white space at its ends off, so it has none. */
export const guid = z
  .string()
  .max(2000, "write at most 2,000 characters")
  .regex(/^\S(?:[\s\S]*\S)?$/u, "write the id as the feed had it, without white space before and after it");

const PIXELS = "write a whole number of pixels, from 1 to 100000";
const pixels = z.int(PIXELS).min(1, PIXELS).max(100_000, PIXELS);

/** A picture, and what is known of it. */
export const image = z
  .strictObject({
    url: webAddress,
    width: pixels.optional(),
    height: pixels.optional(),
    type: z
      .string()
      .regex(/^image\/[A-Za-z0-9][A-Za-z0-9.+-]*$/, "write the media type of an image, such as image/jpeg")
      .optional()
      .meta({ description: "Its media type." }),
    alt: onOneLine.optional().meta({ description: "What it shows, in plain text." }),
  })
  .meta({ id: "image" });

export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/, "write a BCP 47 language tag, such as zh-CN")
  .refine(isLanguageTag, "write a BCP 47 language tag, such as zh-CN")
  .meta({ description: "A BCP 47 language tag, such as zh-CN." });

export const person = z
  .strictObject({
    name: name.meta({ description: "The name as it is printed." }),
    about: prose.optional().meta({ description: "Role or affiliation, as the source gives it." }),
    url: webAddress.optional(),
  })
  .meta({ id: "person" });

/** Tells whether `tag` is well-formed (RFC 5646 §2.2.9), which `Intl` requires. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
