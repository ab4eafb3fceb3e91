import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { anArticle, aStore } from "../../support/a-store.ts";
import { encodeText } from "../../support/encode-text.ts";

const MATTER = `---
title: 论阅读
column: Letters
authors: [{name: 王晓峰, about: 记者}]
date: 2020-11-26 08:27
tags: [书]
---

# 论阅读

正文。
`;
const { published: _, ...UNDATED } = anArticle();
let articles: CommandLine;

beforeEach(async () => {
  articles = await aCommandLine(aStore([UNDATED]));
});
afterEach(() => articles.remove());

const added = async () => (await articles.store()).articles[1];

describe("articles new", () => {
  it.each(["utf-8", "gb18030"])("takes a text with front matter in %s", async (encoding) => {
    const path = join(articles.folder, "reading.md");
    await writeFile(path, encodeText(MATTER, encoding));

    const { code } = await articles.run(["new", "--body", path]);

    expect(code).toBe(0);
    expect(await added()).toMatchObject({
      title: "论阅读",
      column: "letters",
      authors: [{ name: "王晓峰", about: "记者" }],
      published: "2020-11-26T08:27:00+08:00",
      tags: ["书"],
      content: "<p>正文。</p>",
    });
  });

  it("lets options have the last word", async () => {
    const options = ["--title", "另题", "--column", "essays", "--author", "李娜（学院）"];

    await articles.run(["new", ...options, "--body", "-"], MATTER);

    expect(await added()).toMatchObject({
      title: "另题",
      column: "essays",
      authors: [{ name: "李娜", about: "学院" }],
      content: "<p>正文。</p>",
    });
  });

  it("warns of what the text states and the article lacks", async () => {
    const matter = MATTER.replace("tags: [书]", "image: cover.png").replace("正文", "正\uFFFD");

    const { code, err } = await articles.run(["new", "--body", "-"], matter);
    const { out } = await articles.run(["--json", "new", "--title", "Two", "--body", "-"], matter);

    expect({ code, err }).toEqual({
      code: 0,
      err: '2020-11-26-lun-yue-du: 1 character that could not be read; address left out: "cover.png"\n',
    });
    expect(JSON.parse(out)).toMatchObject({
      losses: [
        { kind: "address", text: "cover.png", message: 'address left out: "cover.png"' },
        { kind: "characters", count: 1 },
      ],
    });
  });

  it("dates an article, and says when it will appear", async () => {
    const { out } = await articles.run(
      ["new", "--column", "Essays", "--published", "2999-01-01 08:00", "--body", "-"],
      MATTER,
    );

    expect(out).toMatch(/^added \S+ {2}论阅读: will appear at 2999-01-01T08:00:00\+08:00\n$/);
    expect(await added()).toMatchObject({ column: "essays", published: "2999-01-01T08:00:00+08:00" });
  });

  it("takes no date for a draft", async () => {
    const { code, err } = await articles.run(["new", "--draft", "--published", "2999-01-01", "--body", "-"]);

    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("leave --published out") });
  });

  it.each([
    ["an empty text", "", /standard input: Is empty/],
    ["front matter alone", "---\ntitle: X\n---\n", /standard input: Has no text/],
    ["a title that is taken", "---\ntitle: On reading\n---\n\nText.", /lanmu edit on-reading/],
  ])("refuses %s", async (_, text, reason) => {
    const { code, err } = await articles.run(
      ["new", "--title", "On reading", "--column", "essays", "--body", "-"],
      text,
    );

    expect(code).toBe(1);
    expect(err).toMatch(reason);
    expect((await articles.store()).articles).toHaveLength(1);
  });
});
