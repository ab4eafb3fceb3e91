import type { ImageObject, NewsArticle, Organization, Person as PersonData, WithContext } from "schema-dts";
import type { ArticleImage, Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import type { PageContext } from "./page-context.ts";

/**
 * Returns what search engines read of an article: a `NewsArticle` of schema.org, after Google's rules for
 * articles. What the store does not say is absent, the publication's date too.
 */
export function articleJsonLd(entry: Entry, { site }: PageContext): WithContext<NewsArticle> {
  const { url, title, summary, image, published, updated, authors, editors, source, language } = entry;
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": url,
    mainEntityOfPage: url,
    url,
    headline: title,
    ...(summary !== undefined && { description: summary }),
    ...(image && { image: [imageObject(image)] }),
    ...(published && { datePublished: published.toISOString() }),
    dateModified: updated.toISOString(),
    ...(authors.length > 0 && { author: authors.map(person) }),
    ...(editors.length > 0 && { editor: editors.map(person) }),
    ...(source && { sourceOrganization: organization(source) }),
    ...(entry.externalUrl !== undefined && { isBasedOn: entry.externalUrl }),
    articleSection: entry.column.label,
    ...(entry.tags.length > 0 && { keywords: entry.tags.map(({ label }) => label) }),
    inLanguage: language,
    publisher: organization(site.publisher),
  };
}

/** Returns the address of a picture, or an object where more is known of it. */
function imageObject({ url, width, height, type, alt, ...rest }: ArticleImage): string | ImageObject {
  if (width === undefined && height === undefined && type === undefined && alt === undefined) return url;
  return {
    "@type": "ImageObject",
    url,
    ...rest,
    ...(width !== undefined && { width: String(width) }),
    ...(height !== undefined && { height: String(height) }),
    ...(type !== undefined && { encodingFormat: type }),
    ...(alt !== undefined && { caption: alt }),
  };
}

function organization({ name, url }: Pick<Person, "name" | "url">): Organization {
  return { "@type": "Organization", name, ...(url !== undefined && { url }) };
}

/** `about` is a role or an affiliation, and nothing tells which, so it becomes the description. */
function person({ name, about, url }: Person): PersonData {
  return {
    "@type": "Person",
    name,
    ...(about !== undefined && { description: about }),
    ...(url !== undefined && { url }),
  };
}
