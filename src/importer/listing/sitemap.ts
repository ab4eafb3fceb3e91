import { Readable } from "node:stream";
import { parseSitemap, parseSitemapIndex } from "sitemap";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import { UserError } from "../../operator/user-error.ts";
import type { SourceDocument } from "../draft.ts";
import { parseMetadataDate } from "../parse-date.ts";
import { isArticleAddress, isSameSite, listedAddress } from "./listed-address.ts";
import type { ListedArticle } from "./listing.ts";

/** An article in a sitemap, and when the sitemap says that it last changed. */
interface SitemapArticle extends ListedArticle {
  readonly changed?: Date;
}

/** Returns the articles of a sitemap (sitemaps.org 0.9, with Google's news extension), newest first. @throws {UserError} */
export async function readSitemap(
  { text, url: address = "" }: SourceDocument,
  timeZone: string,
): Promise<readonly ListedArticle[]> {
  const items = await parseSitemap(Readable.from([text])).catch((error: unknown) => {
    throw new UserError(`Cannot be read as a sitemap: ${String(error)}; ask its publisher`);
  });
  const articles = items.flatMap((item): SitemapArticle[] => {
    const url = listedAddress(item.url, address);
    if (url === undefined || !isSameSite(url, address)) return [];
    if (!item.news && !isArticleAddress(url)) return [];
    return [
      omitUndefined<SitemapArticle>({
        url,
        title: item.news?.title.trim() || undefined,
        published: parseMetadataDate(item.news?.publication_date, timeZone),
        changed: parseMetadataDate(item.lastmod, timeZone),
      }),
    ];
  });
  const instant = ({ published, changed }: SitemapArticle) => (published ?? changed)?.getTime() ?? 0;
  return articles.sort((a, b) => instant(b) - instant(a)).map(({ changed: _, ...article }) => article);
}

/** Returns the addresses of the sitemaps in a sitemap index, the most recently changed first. @throws {UserError} */
export async function readSitemapIndex({
  text,
  url: address = "",
}: SourceDocument): Promise<readonly string[]> {
  const items = await parseSitemapIndex(Readable.from([text])).catch((error: unknown) => {
    throw new UserError(`Cannot be read as a sitemap index: ${String(error)}; ask its publisher`);
  });
  return items
    .map(({ url, lastmod = "" }) => ({ url: listedAddress(url, address), lastmod }))
    .sort((a, b) => (a.lastmod < b.lastmod ? 1 : a.lastmod > b.lastmod ? -1 : 0))
    .flatMap(({ url }) => url ?? []);
}
