import type { Entry } from "../domain/entry.ts";
import type { Site } from "../domain/site.ts";

interface Props {
  readonly site: Site;
  readonly title: string;
  readonly description: string | undefined;
  /** The page's canonical address; absent where the page is not to be indexed. */
  readonly address: string | undefined;
  /** The article, on its page. */
  readonly entry: Entry | undefined;
}

/** The Open Graph metadata of a page (ogp.me), for where it is shared; only what is known. */
export function OpenGraph({ site, title, description, address, entry }: Props) {
  const { url: image, width, height, type, alt } = entry?.image ?? { url: site.image };
  return (
    <>
      <meta property="og:site_name" content={site.title} />
      <meta property="og:title" content={title} />
      <meta property="og:type" content={entry ? "article" : "website"} />
      <meta property="og:locale" content={locale(entry?.language ?? site.language)} />
      {description !== undefined && <meta property="og:description" content={description} />}
      {address !== undefined && <meta property="og:url" content={address} />}
      {image !== undefined && <meta property="og:image" content={image} />}
      {type !== undefined && <meta property="og:image:type" content={type} />}
      {width !== undefined && <meta property="og:image:width" content={String(width)} />}
      {height !== undefined && <meta property="og:image:height" content={String(height)} />}
      {alt !== undefined && <meta property="og:image:alt" content={alt} />}
      {entry && <OfArticle {...entry} />}
    </>
  );
}

/** ogp.me, "article": authors are left out, since they would have to be addresses of profiles. */
function OfArticle({ published, updated, column, tags }: Entry) {
  return (
    <>
      {published && <meta property="article:published_time" content={published.toISOString()} />}
      <meta property="article:modified_time" content={updated.toISOString()} />
      <meta property="article:section" content={column.label} />
      {tags.map(({ term, label }) => (
        <meta key={term} property="article:tag" content={label} />
      ))}
    </>
  );
}

/** Returns a language as `language_TERRITORY`; where the tag names no territory, the one that CLDR finds likely. */
function locale(tag: string): string {
  // `Intl` takes milliseconds to load, and most tags name their territory.
  const [, named, territory] = /^([a-z]{2,3})-([A-Z]{2})$/.exec(tag) ?? [];
  if (named !== undefined && territory !== undefined) return `${named}_${territory}`;
  const { language, region } = new Intl.Locale(tag).maximize();
  return region === undefined ? language : `${language}_${region}`;
}
