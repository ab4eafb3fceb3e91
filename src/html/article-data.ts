import type { Person } from "../domain/article.ts";
import type { Entry } from "../domain/entry.ts";
import type { PageContext } from "./page-context.ts";

/** Returns what search engines read of an article: a `NewsArticle` of schema.org. */
export function articleData(entry: Entry, { site }: PageContext): object {
  const { url, title, summary, image, published, updated, authors, editors, source, language } = entry;
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": url,
    mainEntityOfPage: url,
    url,
    headline: title,
    ...(summary !== undefined && { description: summary }),
    ...(image !== undefined && { image: [image] }),
    ...(published && { datePublished: published.toISOString() }),
    dateModified: updated.toISOString(),
    ...(authors.length > 0 && { author: authors.map(person) }),
    ...(editors.length > 0 && { editor: editors.map(person) }),
    ...(source && { sourceOrganization: { "@type": "Organization", name: source.name } }),
    ...(entry.externalUrl !== undefined && { isBasedOn: entry.externalUrl }),
    articleSection: entry.column.label,
    ...(entry.tags.length > 0 && { keywords: entry.tags.map(({ label }) => label) }),
    inLanguage: language,
    publisher: { "@type": "Organization", name: site.publisher.name, url: site.publisher.url ?? site.url },
  };
}

function person({ name, about, url }: Person): object {
  return {
    "@type": "Person",
    name,
    ...(about !== undefined && { jobTitle: about }),
    ...(url !== undefined && { url }),
  };
}
