import type { StoreDocument } from "../../src/store/json-file/store-document.ts";
import { anArticle, aStore } from "./a-store.ts";

/** Returns a valid store that says everything a store can say: a whole article, `on-reading`, and a teaser, `on-writing`. */
export function aFullStore(): StoreDocument {
  const { site, columns } = aStore([]);
  const whole = anArticle({
    guid: "读书 7",
    authors: [{ name: "王 小/明", about: "Reader", url: "https://authors.example/wang" }, { name: "Li Na" }],
    editors: [{ name: "Zhao Min" }],
    source: { name: "Example Daily", url: "https://daily.example/" },
    url: "https://review.example/2025/on-reading",
    summary: "Why we read",
    content: '<p>We <em>read</em> <a href="more">more</a>.</p>',
    tags: ["books", "阅读"],
    language: "en-GB",
    image: {
      url: "https://review.example/reading.png",
      width: 1200,
      height: 800,
      type: "image/png",
      alt: "A reader & <books>",
    },
  });
  const teaser = {
    id: "on-writing",
    title: "On writing",
    column: "letters",
    updated: "2025-02-01T00:00:00Z",
    summary: "Why we write",
  };
  const rights = "© Example Press";
  const image = "https://review.example/logo.png";
  const publisher = { ...site.publisher, about: "A press", url: "https://press.example/" };
  return aStore([whole, teaser], {
    $schema: "./articles.schema.json",
    site: { ...site, publisher, rights, image, hub: "https://hub.example/" },
    columns: columns.map((column) => ({
      ...column,
      sources: [
        { url: `https://daily.example/${column.slug}/`, select: "ul.list a", match: "/2025/*" },
        { url: "https://daily.example/feed.xml" },
      ],
    })),
    feeds: [
      {
        slug: "partner",
        title: "For our partner",
        description: "What <they> print & we like",
        filter: {
          columns: ["letters", "essays"],
          authors: ["王 小/明", "Li Na"],
          tags: ["阅读", "books"],
          notColumns: ["letters"],
          notAuthors: ["Li Na"],
          notTags: ["books"],
          words: '阅读 -"two words"',
          since: "2025-01-01",
          until: "2025-12-31T23:00:00+08:00",
        },
        limit: 5,
        content: "summary",
      },
      { slug: "everything", title: "Everything" },
    ],
    removedFeeds: ["former-partner"],
    redirects: [{ from: "/?feed=rss2", to: "/rss.xml" }],
    removed: [
      {
        id: "on-lending",
        guid: "https://daily.example/?p=7",
        title: "On lending",
        url: "https://daily.example/2025/on-lending",
      },
    ],
  });
}
