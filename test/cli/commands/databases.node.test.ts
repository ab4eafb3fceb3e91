import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WORD_SEARCH } from "../../../src/store/character-variants.ts";
import { d1Writer } from "../../../src/store/d1/d1-writer.ts";
import type { Database } from "../../../src/store/d1/database.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import {
  aCommandLine,
  aDatabaseCommandLine,
  type DatabaseCommandLine,
  type Ended,
} from "../../support/a-command-line.ts";
import { type LocalD1, startD1 } from "../../support/a-database.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { expectConsistentTables } from "../../support/d1-tables.ts";
import { fillStore } from "../../support/fill-store.ts";

const FEED = `<rss version="2.0"><channel><title>F</title><link>https://a.example/</link><description>D</description>
  <item><title>From a feed</title><guid>urn:1</guid><description>Text</description></item></channel></rss>`;
const NOW = new Date("2026-01-01T00:00:00Z");

let d1: LocalD1;
let lanmu: DatabaseCommandLine;
beforeAll(async () => {
  d1 = await startD1();
});
beforeEach(async () => {
  await d1.empty();
  lanmu = await aDatabaseCommandLine(d1.db);
});
afterEach(() => lanmu.remove());
afterAll(() => d1.close());

const writer = (db = d1.db) => d1Writer(db, { name: "d1", search: WORD_SEARCH, now: () => NOW });
const fill = (document = aStore([anArticle()])) =>
  fillStore(d1.db, parseStore(document), { name: "d1", search: WORD_SEARCH, now: NOW });

describe("--store d1", () => {
  it("every command does and prints the same as on a file", async () => {
    const document = aStore(
      [
        anArticle({ tags: ["a"], authors: [{ name: "Li Na" }], content: "<p>On reading well.</p>" }),
        anArticle({ id: "draft", title: "A draft", published: "9999-12-31T00:00:00Z" }),
        anArticle({ id: "letter", title: "A letter", column: "letters", tags: ["b"] }),
      ],
      { feeds: [{ slug: "top", title: "Top", filter: { tags: ["a"] } }] },
    );
    const file = await aCommandLine(document);
    await fill(document);
    for (const { folder } of [file, lanmu]) await writeFile(join(folder, "feed.xml"), FEED);
    const commands = (folder: string): readonly (readonly [readonly string[], string?])[] => [
      [["check"]],
      [["stats"]],
      [["list"]],
      [["list", "--column", "letters"]],
      [["list", "nothing"]],
      [["export", "--format", "rss", "--origin", "https://f.example", "--output", join(folder, "a.rss")]],
      [["export", "--format", "json", "--origin", "https://f.example"]],
      [["export", "--format", "opml", "--origin", "https://f.example"]],
      [["export", "--format", "markdown", "--output", join(folder, "markdown")]],
      [["show", "on-reading"]],
      [["edit", "on-reading", "--title", "On reading well", "--tag", "c"]],
      [["move", "letter", "--column", "essays"]],
      [["release", "draft", "--at", "2025-05-01 08:00"]],
      [
        ["new", "--title", "Written here", "--column", "letters", "--published", "2025-05-02", "--body", "-"],
        "Some text.",
      ],
      [["remove", "letter"]],
      [["remove", "letter"]],
      [["column", "add", "poems", "Poems"]],
      [["column", "list"]],
      [["feed", "add", "partner", "--title", "For a partner", "--not-column", "letters"]],
      [["feed", "list"]],
      [["redirect", "author:Li Na", "column:essays"]],
      [["import", join(folder, "feed.xml"), "--column", "essays", "--published", "2025-05-03"]],
      [["import", join(folder, "feed.xml"), "--column", "essays", "--published", "2025-05-03"]],
      [["stats"]],
      [["check"]],
    ];

    const run = async (on: { readonly run: typeof file.run; readonly folder: string }, name: string) => {
      const ended: (Ended & { readonly args: string })[] = [];
      for (const [args, input] of commands(on.folder)) {
        const { code, out, err } = await on.run(args, input);
        const plain = (text: string) =>
          text
            .replaceAll(new RegExp(`^${name}(?=[: ])`, "gm"), "<store>")
            .replaceAll(on.folder, "<folder>")
            .replace(/last changed .*/, "last changed")
            .replace(/^the Worker would be.*\n/m, "");
        ended.push({ args: plain(args.join(" ")), code, out: plain(out), err: plain(err) });
      }
      return ended;
    };

    expect(await run(lanmu, "d1")).toEqual(await run(file, file.file));
    await expectConsistentTables(d1.db, writer());
    await file.remove();
  }, 20_000);

  it("remembers sources apart from those of files", async () => {
    await fill();
    await writeFile(join(lanmu.folder, "feed.xml"), FEED);

    await lanmu.run(["import", join(lanmu.folder, "feed.xml"), "--column", "essays"]);

    expect(await readdir(join(lanmu.folder, ".lanmu/d1"))).toEqual(["sources-of-local.json"]);
  });

  it("init makes a store once", async () => {
    const args = ["init", "--title", "T", "--url", "https://t.example/", "--column", "a=A"];

    const ended = [await lanmu.run(args), await lanmu.run(args)];

    expect(ended.map(({ code }) => code)).toEqual([0, 1]);
    expect(ended[1]?.err).toBe("d1: the database holds a store already\n");
    expect((await lanmu.run(["column", "list"])).out).toContain("A");
  });

  it("says how to get a store, or tables, where there are none", async () => {
    const without = await aDatabaseCommandLine({
      batch: async () => {
        throw new Error("D1_ERROR: no such table: store: SQLITE_ERROR");
      },
    });

    const [empty, bare] = [await lanmu.run(["stats"]), await without.run(["stats"])];

    expect([empty, bare].map(({ code }) => code)).toEqual([1, 1]);
    expect(empty.err).toBe(
      'd1: the database holds no store yet; copy one into it with "lanmu copy articles.json d1", or make one with "lanmu --store d1 init"\n',
    );
    expect(bare.err).toBe(
      'd1: the database has no tables yet; create them with "npx wrangler d1 migrations apply DB --local"\n',
    );
    await without.remove();
  });

  it("check reports what is wrong with an article, once", async () => {
    await fill();
    // As if it had been written before the check had this rule.
    await d1.db.batch([
      { sql: "UPDATE articles SET head = json_set(head, '$.column', 'gone')", parameters: [] },
    ]);

    const { code, out } = await lanmu.run(["check"]);

    expect(code).toBe(1);
    expect(out).toBe(
      'd1 /column (article on-reading): found "gone"; write the slug of a column that the store has, or add the column\nd1: 1 problem(s)\n',
    );
  });

  it("a command whose store another one changes meanwhile does its work again", async () => {
    await fill();
    let others = 0;
    const disturbed: Database = {
      async batch(queries) {
        if (queries[0]?.sql.startsWith("UPDATE store") && others < 2) {
          others += 1;
          await lanmu.run(["column", "add", `other-${others}`, `Other ${others}`]);
        }
        return d1.db.batch(queries);
      },
    };
    const second = await aDatabaseCommandLine(disturbed);

    const { code } = await second.run(["column", "add", "mine", "Mine"]);

    expect(code).toBe(0);
    expect(await writer().read(async ({ columns }) => columns.map(({ slug }) => slug))).toEqual([
      ...["essays", "letters", "other-1", "other-2", "mine"],
    ]);
    await second.remove();
  });

  it("is no other name than d1 and d1:remote", async () => {
    expect(await lanmu.run(["--store", "d1:local", "stats"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Write the name of a file, or d1, or d1:remote."),
    });
  });
});
