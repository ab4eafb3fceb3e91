import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const STORE = aStore([
  anArticle({ id: "one", authors: [{ name: "Ann" }], tags: ["top"] }),
  anArticle({ id: "two", title: "Two", column: "letters", authors: [{ name: "Bo" }], tags: ["top"] }),
  anArticle({ id: "three", title: "Three", authors: [{ name: "Ann" }, { name: "Bo" }] }),
  anArticle({ id: "later", title: "Later", published: "9000-01-01T00:00:00Z", tags: ["top"] }),
  anArticle({ id: "draft", title: "Draft", published: "9999-12-31T08:00:00+08:00", tags: ["top"] }),
]);
const ADD = ["feed", "add", "choice", "--title", "Our choice"];

let cli: CommandLine;
beforeEach(async () => {
  cli = await aCommandLine(STORE);
});
afterEach(() => cli.remove());

const json = async (args: readonly string[]) => JSON.parse((await cli.run(["--json", ...args])).out);

describe("feed add", () => {
  it("adds a named feed with everything that its options state", async () => {
    const { code, err } = await cli.run([
      ...[...ADD, "--description", "Of the week", "--limit", "10", "--content", "summary"],
      ...["--column", "Letters", "--column", "essays", "--author", "Bo", "--author", "Ann", "--tag", "top"],
      ...["--not-column", "letters", "--not-author", "Cy", "--not-tag", "rain"],
      ...["--q", "國際  -“Two Words”"],
      ...["--since", "2025-01-01", "--until", "2025-02-01T08:00:00+08:00"],
    ]);

    expect(code).toBe(0);
    expect(err).toBe('no article is by "Cy"\nno article has the tag "rain"\n');
    expect((await cli.store()).feeds).toEqual([
      {
        slug: "choice",
        title: "Our choice",
        description: "Of the week",
        limit: 10,
        content: "summary",
        filter: {
          columns: ["essays", "letters"],
          authors: ["Ann", "Bo"],
          tags: ["top"],
          notColumns: ["letters"],
          notAuthors: ["Cy"],
          notTags: ["rain"],
          words: '國際 -"two words"',
          since: "2025-01-01",
          until: "2025-02-01T00:00:00Z",
        },
      },
    ]);
  });

  it.each<[options: readonly string[], held: string, page?: string]>([
    [[], "3 articles"],
    [["--tag", "top"], "2 articles"],
    [["--author", "Ann", "--column", "letters"], "0 articles"],
    [["--author", "Ann", "--not-author", "Bo"], "1 article"],
    [["--since", "2025-01-03"], "0 articles"],
    [["--q", "ann -stone"], "2 articles"],
    [["--limit", "2"], "3 articles", ", 2 on a page"],
    [["--limit", "3"], "3 articles"],
  ])("with %j says that it holds %s now, scheduled ones and drafts left out", async (options, held, page = "") => {
    const { out } = await cli.run([...ADD, ...options]);

    expect(out).toBe(`added feed choice: Our choice; it holds ${held} now${page}\n`);
  });

  it("in a dry run says what it would hold, and writes nothing", async () => {
    const { out } = await cli.run([...ADD, "--tag", "top", "--dry-run"]);

    expect(out).toBe("would add feed choice: Our choice; it would hold 2 articles now; nothing is written\n");
    expect(await cli.store()).toEqual(STORE);
  });

  it.each([
    [["feed", "add", "Choice", "--title", "A"], 2, "lower-case letters and digits"],
    [["feed", "add", "choice"], 2, "--title"],
    [[...ADD, "--limit", "101"], 2, "from 1 to 100"],
    [[...ADD, "--content", "none"], 2, "full, summary"],
    [[...ADD, "--since", "2025-02-30"], 2, "Write a date such as"],
    [[...ADD, "--q", "…"], 2, "at least one word"],
    [[...ADD, "--q", "a".repeat(201)], 2, "at most 200 characters and 16 terms"],
    [[...ADD, "--tag", "x.json"], 2, ".json"],
    [[...ADD, "--column", "none"], 1, 'There is no column "none"'],
    [[...ADD, "--since", "2025-02-01", "--until", "2025-01-01"], 1, "/feeds/0/filter/until"],
  ])("refuses %j", async (args, code, message) => {
    const ended = await cli.run(args);

    expect(ended.code).toBe(code);
    expect(ended.err).toContain(message);
    expect(await cli.store()).toEqual(STORE);
  });

  it("refuses a slug that a feed has", async () => {
    await cli.run(ADD);

    const { code, err } = await cli.run(ADD);

    expect([code, err]).toEqual([1, expect.stringContaining("There is already a feed choice: Our choice")]);
  });
});

describe("feed list", () => {
  it("lists the feeds with how many articles they hold now, and what they select", async () => {
    await cli.run([...ADD, "--tag", "top", "--not-column", "letters", "--limit", "5"]);
    await cli.run(["feed", "add", "everything", "--title", "Everything"]);

    const { out } = await cli.run(["feed", "list"]);

    expect(out).toBe(
      [
        "choice           1  Our choice",
        "  tag=top  not-column=letters  limit=5",
        "everything       3  Everything",
        "",
      ].join("\n"),
    );
    expect(await json(["feed", "list"])).toEqual([
      {
        slug: "choice",
        title: "Our choice",
        limit: 5,
        filter: { tags: ["top"], notColumns: ["letters"] },
        articles: 1,
      },
      { slug: "everything", title: "Everything", articles: 3 },
    ]);
  });

  it("says that there is none yet", async () => {
    expect(await cli.run(["feed", "list"])).toMatchObject({ code: 0, err: "There is no named feed yet\n" });
  });
});

describe("feed edit", () => {
  beforeEach(() => cli.run([...ADD, "--tag", "top", "--author", "Ann", "--limit", "5"]));

  it("replaces what its options state, removes what is cleared, and leaves the rest", async () => {
    const { out } = await cli.run([
      ...["feed", "edit", "choice", "--title", "Choice", "--author", "Bo"],
      ...["--clear", "tag", "--clear", "limit"],
    ]);

    expect(out).toBe("changed feed choice: Choice; it holds 2 articles now\n");
    expect((await cli.store()).feeds).toEqual([
      { slug: "choice", title: "Choice", filter: { authors: ["Bo"] } },
    ]);
  });

  it("keeps what somebody has written by hand as it is, where it is not changed", async () => {
    const feed = {
      filter: { since: "2025-01-01T00:00:00+08:00", tags: ["top", "a", "top"], words: "“读书”" },
      title: "By hand",
      slug: "by-hand",
    };
    const other = await aCommandLine(aStore(STORE.articles, { feeds: [feed] }));

    const { code } = await other.run(["feed", "edit", "by-hand", "--title", "Another", "--limit", "3"]);
    const { feeds } = await other.store();
    await other.remove();

    expect(code).toBe(0);
    expect(JSON.stringify(feeds)).toBe(JSON.stringify([{ ...feed, title: "Another", limit: 3 }]));
  });

  it("with the last condition cleared has every article", async () => {
    const { out } = await cli.run(["feed", "edit", "choice", "--clear", "tag", "--clear", "author"]);

    expect(out).toContain("it holds 3 articles now");
    expect((await cli.store()).feeds).toEqual([{ slug: "choice", title: "Our choice", limit: 5 }]);
  });

  it("changes nothing where all is as it was", async () => {
    const before = await cli.store();

    const { out } = await cli.run(["feed", "edit", "choice", "--tag", "top"]);

    expect(out).toBe("unchanged feed choice: Our choice; it holds 1 article now\n");
    expect(await cli.store()).toEqual(before);
  });

  it.each([
    [["feed", "edit", "choice"], 2, "nothing to change"],
    [["feed", "edit", "choice", "--tag", "a", "--clear", "tag"], 2, "both --tag and --clear tag"],
    [["feed", "edit", "choice", "--not-tag", "a", "--clear", "not-tag"], 2, "--clear not-tag"],
    [["feed", "edit", "choice", "--clear", "title"], 2, "Name one of description, column"],
    [["feed", "edit", "none", "--title", "A"], 1, 'There is no feed "none"; take one of these: choice'],
  ])("refuses %j", async (args, code, message) => {
    expect(await cli.run(args)).toMatchObject({ code, err: expect.stringContaining(message) });
  });
});

describe("feed remove", () => {
  beforeEach(() => cli.run([...ADD, "--tag", "top"]));

  it("keeps the slug, for which readers get 410, and tells how to redirect subscribers", async () => {
    const { code, out, err } = await cli.run(["feed", "remove", "choice"]);

    expect([code, out]).toEqual([0, "removed feed choice: Our choice; it held 2 articles\n"]);
    expect(err).toContain("the feeds of feed:choice are gone; to send their subscribers elsewhere:");
    expect(await cli.store()).toMatchObject({ feeds: [], removedFeeds: ["choice"] });
  });

  it("lets redirect send the subscribers to other feeds, and no feed that is there", async () => {
    await cli.run(["feed", "add", "other", "--title", "Other"]);
    const early = await cli.run(["redirect", "feed:choice", "feed:other"]);
    await cli.run(["feed", "remove", "choice"]);

    const done = await cli.run(["redirect", "feed:choice", "feed:other"]);
    const unknown = await cli.run(["redirect", "feed:choice", "feed:none"]);
    const removal = await cli.run(["feed", "remove", "other"]);

    expect(early.err).toContain("still has feeds of its own");
    expect(done.code).toBe(0);
    expect((await cli.store()).redirects).toContainEqual({
      from: "/feeds/choice/rss.xml",
      to: "/feeds/other/rss.xml",
    });
    expect(unknown.err).toContain('There is no feed "none"');
    // The redirects would lead nowhere.
    expect([removal.code, removal.err]).toEqual([1, expect.stringContaining("/redirects/0/to")]);
  });

  it("is undone by adding the slug again, which says who gets it", async () => {
    await cli.run(["feed", "remove", "choice"]);

    const { err } = await cli.run(ADD);

    expect(err).toBe("there was a feed choice before; whoever still subscribes to it gets this one\n");
    expect(await cli.store()).toMatchObject({ feeds: [{ slug: "choice" }], removedFeeds: [] });
  });
});

describe("what a named feed selects by", () => {
  beforeEach(() => cli.run([...ADD, "--author", "Ann", "--not-column", "letters", "--not-tag", "top"]));

  it("keeps a column from being removed", async () => {
    await cli.run(["move", "two", "essays"]);

    const { code, err } = await cli.run(["column", "remove", "letters"]);

    expect(code).toBe(1);
    expect(err).toContain('The column "letters" is in the filter of feeds (choice)');
  });

  it("is named where the last article of an author is gone", async () => {
    await cli.run(["edit", "one", "--author", "Anna"]);

    const { err } = await cli.run(["edit", "three", "--author", "Anna"]);

    expect(err).toContain("the feed choice selects by author:Ann; to change that:");
  });

  it("is named by check where no article has it, which is no problem", async () => {
    await cli.run(["edit", "one", "--author", "Anna"]);
    await cli.run(["edit", "three", "--author", "Anna"]);

    const { code, err } = await cli.run(["check"]);

    expect(code).toBe(0);
    expect(err).toContain('/feeds/0/filter/authors/0: found "Ann", an author that no article has');
    expect(await json(["check"])).toMatchObject({
      findings: [],
      warnings: [{ pointer: "/feeds/0/filter/authors/0" }],
    });
  });
});
