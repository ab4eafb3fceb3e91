import { describe, expect, it } from "vitest";
import { UserError } from "../../src/operator/user-error.ts";
import { parseRobots, robotsRules } from "../../src/sources/robots.ts";
import type { SourceBytes } from "../../src/sources/source.ts";
import { HttpStatusError } from "../../src/sources/source-errors.ts";

const ORIGIN = "https://news.example";

/** Tells whether a `robots.txt` of these lines allows `path`. */
const isAllowed = (lines: readonly string[], path: string) =>
  parseRobots(ORIGIN, lines.join("\n")).isAllowed(`${ORIGIN}${path}`);

describe("robots.txt chooses a group (RFC 9309 §2.2.1):", () => {
  it.each([
    ["that of every program", ["User-agent: *", "Disallow: /a"], false],
    [
      "its own, not that of every program",
      ["User-agent: *", "Disallow: /", "User-agent: Lanmu", "Disallow: /b"],
      true,
    ],
    ["its own in any case", ["User-agent: LANMU", "Disallow: /a"], false],
    ["its own with a version", ["User-agent: lanmu/0.1", "Disallow: /a"], false],
    ["its own with a comment", ["User-agent: Lanmu # us", "Disallow: /a # here"], false],
    ["its own with others", ["User-agent: Other", "User-agent: Lanmu", "Disallow: /a"], false],
    ["not that of another program", ["User-agent: Lanmux", "Disallow: /a"], true],
    [
      "both that are its own",
      [
        "User-agent: Lanmu",
        "Disallow: /b",
        "User-agent: *",
        "Disallow: /",
        "User-agent: Lanmu",
        "Disallow: /a",
      ],
      false,
    ],
    ["its own without rules", ["User-agent: *", "Disallow: /", "User-agent: Lanmu", "Disallow:"], true],
    ["none", ["Disallow: /a"], true],
    ["none in an empty file", [], true],
    ["none in a page", ["<!doctype html><title>Not found</title>"], true],
    ["after a byte order mark and other line ends", ["\uFEFFuser-agent:*\r", "disallow:/a\r"], false],
  ])("%s", (_, lines, expected) => {
    const text = new TextDecoder().decode(new TextEncoder().encode(lines.join("\n")));

    expect(parseRobots(ORIGIN, text).isAllowed(`${ORIGIN}/a`)).toBe(expected);
  });

  it("that other records do not end (§2.2.4)", () => {
    const lines = [
      "User-agent: Lanmu",
      "Sitemap: https://news.example/s.xml",
      "User-agent: Other",
      "Disallow: /a",
    ];

    expect(isAllowed(lines, "/a")).toBe(false);
  });
});

describe("robots.txt compares a path (RFC 9309 §2.2.2, §2.2.3)", () => {
  it.each([
    ["by its beginning", ["Disallow: /news"], "/newspaper", false],
    ["in its case", ["Disallow: /News"], "/news", true],
    ["with the longest rule", ["Disallow: /news/", "Allow: /news/theory/"], "/news/theory/1.html", true],
    [
      "with the longest rule, whatever their order",
      ["Allow: /news/theory/", "Disallow: /news/"],
      "/news/theory/1.html",
      true,
    ],
    ["with the rule that allows, where both are as long", ["Disallow: /a", "Allow: /a"], "/a", true],
    ["with * for any characters", ["Disallow: /*/print/"], "/news/print/1", false],
    ["with $ for its end", ["Disallow: /*.pdf$"], "/a.pdf?x=1", true],
    ["with $ for its end", ["Disallow: /*.pdf$"], "/a.pdf", false],
    ["with its query", ["Disallow: /*?sort="], "/list?sort=date", false],
    ["in percent-encoded UTF-8", ["Disallow: /理论/"], "/%E7%90%86%E8%AE%BA/1", false],
    ["as written, percent-encoded", ["Disallow: /%E7%90%86%E8%AE%BA/"], "/理论/1", false],
    ["whatever the case of its percent-encoding", ["Disallow: /%e7%90%86"], "/理", false],
    ["with unreserved characters decoded", ["Disallow: /%7Ewang/"], "/~wang/1", false],
    ["with unreserved characters decoded", ["Disallow: /~wang/"], "/%7ewang/1", false],
    ["without decoding reserved ones", ["Disallow: /a%2Fb"], "/a/b", true],
    ["with brackets", ["Disallow: /a[1]"], "/a[1]", false],
    ["with an encoded asterisk for itself", ["Disallow: /a%2Ab"], "/a*b", false],
    ["with an encoded asterisk for itself", ["Disallow: /a%2Ab"], "/axb", true],
    ["with a dollar sign within it", ["Disallow: /a$b"], "/a$b", false],
  ])("%s: %j, %s", (_, rules, path, expected) => {
    expect(isAllowed(["User-agent: *", ...rules], path)).toBe(expected);
  });
});

describe("Crawl-delay", () => {
  it.each([
    [["User-agent: *", "Crawl-delay: 5"], 5],
    [["User-agent: *", "Crawl-delay: 0.5 # s"], 0.5],
    [["User-agent: *", "Crawl-delay: soon"], undefined],
    [["User-agent: *", "Crawl-delay: 5", "User-agent: Lanmu", "Disallow: /a"], undefined],
    [["User-agent: *", "Disallow: /a"], undefined],
  ])("of %j is %s", (lines, expected) => {
    expect(parseRobots(ORIGIN, lines.join("\n")).crawlDelay).toBe(expected);
  });
});

describe("robotsRules()", () => {
  const answering = (status: number) => async (): Promise<SourceBytes> => {
    throw new HttpStatusError(`The address answers ${status}`, status, undefined);
  };

  it.each([
    400, 401, 403, 404, 410, 451,
  ])("allows everything where robots.txt answers %s (RFC 9309 §2.3.1.3)", async (status) => {
    const rules = await robotsRules(ORIGIN, answering(status));

    expect(rules.isAllowed(`${ORIGIN}/a`)).toBe(true);
  });

  it.each([429, 500, 503])("fails where robots.txt answers %s (RFC 9309 §2.3.1.4)", async (status) => {
    await expect(robotsRules(ORIGIN, answering(status))).rejects.toThrow(
      `${ORIGIN}/robots.txt cannot be read, so nothing is fetched from there: The address answers ${status}`,
    );
  });

  it("fails where robots.txt cannot be fetched (RFC 9309 §2.3.1.4)", async () => {
    const fetch = async (): Promise<SourceBytes> => {
      throw new UserError("The address refuses the connection");
    };

    await expect(robotsRules(ORIGIN, fetch)).rejects.toThrow("refuses the connection");
  });

  it("reads at least 500 KiB (RFC 9309 §2.5)", async () => {
    const lines = ["User-agent: *", `# ${"x".repeat(500 * 1024 - 40)}`, "Disallow: /a"];
    const rules = await robotsRules(ORIGIN, async () => ({ bytes: Buffer.from(lines.join("\n")) }));

    expect(rules.isAllowed(`${ORIGIN}/a`)).toBe(false);
  });
});
