import { expect, it } from "vitest";
import { FEED_FORMATS } from "../../src/feed/feed-format.ts";
import { aFullStore } from "../support/a-full-store.ts";
import { serve } from "../support/serve.ts";

const GOLDEN = { "rss.xml": "feed.rss.xml", "atom.xml": "feed.atom.xml", "feed.json": "feed.json" } as const;

// When one of these changes on purpose: `npx vitest run -u test/feed/golden`, then read the difference.
it.each(Object.values(FEED_FORMATS))("$name of a whole article and a teaser is as reviewed", async ({
  file,
}) => {
  const get = serve(aFullStore());

  const document = await (await get(`/${file}`)).text();

  await expect(document).toMatchFileSnapshot(`../golden/${GOLDEN[file]}`);
});
