import { expect, it } from "vitest";
import { columnsScope } from "../../src/domain/feed-scope.ts";
import type { Site } from "../../src/domain/site.ts";
import { parseSlug } from "../../src/domain/slug.ts";
import { aStore } from "../support/a-store.ts";

it.each([
  ["en", ["Essays", "Letters", "News"], "Essays, Letters, News - Example Review"],
  ["zh-CN", ["工运前沿", "书评书讯"], "工运前沿、书评书讯 - Example Review"],
  ["zh-CN", ["工运前沿", "书评书讯", "专家学者"], "工运前沿、书评书讯、专家学者 - Example Review"],
])("columnsScope() in %s joins %j as %j", (language, titles, title) => {
  const site = { ...aStore([]).site, language } as Site;
  const columns = titles.flatMap((name, index) => {
    const slug = parseSlug(`column-${index}`);
    return slug ? [{ slug, title: name }] : [];
  });

  expect(columnsScope(site, columns).title).toBe(title);
});
