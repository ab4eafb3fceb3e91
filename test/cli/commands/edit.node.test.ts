import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";

const FULL = anArticle({
  authors: [{ name: "王晓峰", about: "记者", url: "https://authors.example/wang" }],
  url: "https://review.example/1",
  summary: "Short",
  content: "<p>Old</p>",
  tags: ["books"],
});
let articles: CommandLine;

beforeEach(async () => {
  articles = await aCommandLine(aStore([FULL]));
});
afterEach(() => articles.remove());

const edited = async () => (await articles.store()).articles[0];

describe("articles edit", () => {
  it("corrects every field that it names", async () => {
    const { code } = await articles.run([
      ...["edit", "on-reading", "--title", "新题", "--summary", "More", "--source", "中工网"],
      ...["--author", "王晓峰", "--author", "李娜（学院）", "--editor", "赵敏", "--language", "zh-CN"],
      ...["--tag", "a", "--tag", "b", "--published", "2020-11-26 08:27"],
    ]);

    expect(code).toBe(0);
    expect(await edited()).toMatchObject({
      title: "新题",
      summary: "More",
      source: { name: "中工网" },
      authors: [FULL.authors?.[0], { name: "李娜", about: "学院" }],
      editors: [{ name: "赵敏" }],
      language: "zh-CN",
      tags: ["a", "b"],
      published: "2020-11-26T08:27:00+08:00",
    });
  });

  it("warns of what the text has and the article lacks, but not of front matter, which it does not use", async () => {
    const text = "---\nimage: javascript:x()\n---\n\nNew \uFFFD\uFFFD text.\n";

    const { code, err } = await articles.run(["edit", "on-reading", "--body", "-"], text);

    expect({ code, err }).toEqual({ code: 0, err: "on-reading: 2 characters that could not be read\n" });
  });

  it("writes addresses as an import does", async () => {
    await articles.run([
      "edit",
      "on-reading",
      "--url",
      "HTTPS://Review.example/标题 1",
      "--image",
      "https://i.example/图.png",
    ]);

    expect(await edited()).toMatchObject({
      url: "https://review.example/%E6%A0%87%E9%A2%98%201",
      image: "https://i.example/%E5%9B%BE.png",
    });
  });

  it.each([
    [
      "keeps what is known of a picture that stays",
      "https://i.example/1.png",
      { url: "https://i.example/1.png", width: 3 },
    ],
    ["forgets it with another picture", "https://i.example/2.png", "https://i.example/2.png"],
  ])("%s", async (_, address, image) => {
    const known = anArticle({ id: "known", image: { url: "https://i.example/1.png", width: 3 } });
    const commands = await aCommandLine(aStore([known]));

    await commands.run(["edit", "known", "--image", address, "--title", "Again"]);

    expect((await commands.store()).articles[0]).toMatchObject({ title: "Again", image });
    await commands.remove();
  });

  it("removes fields", async () => {
    await articles.run(["edit", "on-reading", "--clear", "summary", "--clear", "author", "--clear", "body"]);

    const fields = Object.keys((await edited()) ?? {});
    expect(fields).toContain("tags");
    expect(fields).not.toEqual(expect.arrayContaining(["summary"]));
    expect(fields.filter((name) => ["summary", "authors", "content"].includes(name))).toEqual([]);
  });

  it.each([
    [
      "Markdown with front matter",
      "---\ntitle: X\n---\n\nNew *text*, [more](2).\n",
      '<p>New <em>text</em>, <a href="https://review.example/2">more</a>.</p>',
    ],
    ["HTML", '<p onclick="x()">New</p>\n\n    <p>text</p>', "<p>New</p>\n\n    <p>text</p>"],
  ])("replaces the text, in %s", async (_, text, content) => {
    const { code } = await articles.run(["edit", "on-reading", "--body", "-"], text);

    expect(code).toBe(0);
    expect(await edited()).toMatchObject({ title: "On reading", content });
  });

  it.each([
    [
      "a feed as the text",
      ["--body", "feed.xml"],
      1,
      /feed\.xml: Is XML feed; import its articles with "lanmu import"/,
    ],
    [
      "a field that is both given and cleared",
      ["--clear", "url", "--url", "https://a.example/"],
      2,
      /--url and --clear url/,
    ],
    ["a field that is required", ["--clear", "title"], 2, /Name one of summary, body/],
    ["an address that is not one", ["--url", "review.example"], 2, /absolute http or https address/],
  ])("refuses %s", async (_, options, code, reason) => {
    await writeFile(join(articles.folder, "feed.xml"), "<rss><channel><title>x</title></channel></rss>");
    const named = options.map((option) => (option === "feed.xml" ? join(articles.folder, option) : option));

    const ended = await articles.run(["edit", "on-reading", ...named]);

    expect(ended).toMatchObject({ code, out: "" });
    expect(ended.err).toMatch(reason);
    expect(await edited()).toEqual(FULL);
  });
});

describe("articles release", () => {
  it("says when an article will appear that is still scheduled", async () => {
    await articles.run(["edit", "on-reading", "--published", "2999-01-01"]);

    const { out } = await articles.run(["release", "on-reading", "--published", "2998-01-01 08:00"]);

    expect(out).toBe("on-reading  On reading: will appear at 2998-01-01T08:00:00+08:00\n");
  });

  it("is the only command that publishes: edit does not remove a later date", async () => {
    await articles.run(["edit", "on-reading", "--published", "2999-01-01"]);

    const { code, err } = await articles.run(["edit", "on-reading", "--clear", "published"]);

    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining("lanmu release on-reading"),
    });
  });
});
