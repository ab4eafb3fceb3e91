import { expect, it } from "vitest";
import type { Site } from "../../src/domain/site.ts";
import { asSlug } from "../../src/domain/slug.ts";
import { columnsSubject } from "../../src/domain/subject.ts";
import { aStore } from "../support/a-store.ts";

it.each([
  ["en", ["Essays", "Letters", "News"], "Essays, Letters, News - Example Review"],
  ["zh-CN", ["工运前沿", "书评书讯"], "工运前沿、书评书讯 - Example Review"],
  ["zh-CN", ["工运前沿", "书评书讯", "专家学者"], "工运前沿、书评书讯、专家学者 - Example Review"],
])("columnsSubject() in %s joins %j as %j", (language, titles, title) => {
  const site = { ...aStore([]).site, language } as Site;
  const columns = titles.flatMap((name, index) => {
    const slug = asSlug(`column-${index}`);
    return slug ? [{ slug, title: name }] : [];
  });

  expect(columnsSubject(site, columns).title).toBe(title);
});
