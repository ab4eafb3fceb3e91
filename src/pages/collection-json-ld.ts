import type { CollectionPage, WithContext } from "schema-dts";
import type { ArticleHead } from "../domain/article.ts";
import { articlePath } from "../domain/paths.ts";
import type { PageContext } from "./page-context.ts";

interface Collection {
  readonly title: string;
  readonly description?: string | undefined;
  readonly url: string;
  readonly articles: readonly ArticleHead[];
}

/** Returns what search engines read of a list of articles: a `CollectionPage` of schema.org. */
export function collectionJsonLd(
  { title, description, url, articles }: Collection,
  { site, origin }: PageContext,
): WithContext<CollectionPage> {
  return {
    "@context": "https://schema.org",
    "@type": "CollectionPage",
    "@id": url,
    url,
    name: title,
    ...(description !== undefined && { description }),
    inLanguage: site.language,
    isPartOf: { "@type": "WebSite", name: site.title, url: `${origin}/` },
    mainEntity: {
      "@type": "ItemList",
      numberOfItems: articles.length,
      itemListElement: articles.map(({ id }, index) => ({
        "@type": "ListItem",
        position: index + 1,
        url: `${origin}${articlePath(id)}`,
      })),
    },
  };
}
