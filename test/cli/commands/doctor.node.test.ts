import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aCommandLine, type CommandLine } from "../../support/a-command-line.ts";
import { feedServers } from "../../support/a-feed-server.ts";
import { aStore } from "../../support/a-store.ts";

const { feedServer, stop } = feedServers();
let commands: CommandLine;

beforeAll(async () => {
  commands = await aCommandLine(aStore([]));
});

afterEach(stop);

afterAll(() => commands.remove());

describe("doctor", () => {
  it("says in one line that nothing is wrong", async () => {
    const address = `${await feedServer()}/rss.xml`;

    const { code, out, err } = await commands.run(["doctor", address, "--pause", "1"]);

    expect({ code, out, err }).toEqual({
      code: 0,
      out: `${address}: 12 readers, 1 feed, nothing wrong\n`,
      err: "",
    });
  });

  it("prints each problem on a line below the feeds that have it, with the readers that meet it", async () => {
    const origin = await feedServer(({ url, headers }) => {
      if (url === "/")
        return {
          body: ["a", "b", "c"]
            .map((name) => `<link rel=alternate type=application/rss+xml href=${name}>`)
            .join(""),
          headers: { "content-type": "text/html" },
        };
      if (url === "/a") return { headers: { etag: "1" } };
      return /^(?:curl|Newsboat|Feedbin|Feedly)/.test(headers["user-agent"] ?? "")
        ? { status: 403, body: "no" }
        : {};
    });

    const { code, out } = await commands.run(["doctor", `${origin}/`, "--pause", "1"]);

    expect({ code, out }).toEqual({
      code: 1,
      out: [
        `${origin}/a`,
        '  the ETag 1 is not in quotation marks; send ETag: "1"; Cloudflare removes others',
        `${origin}/b and ${origin}/c`,
        "  the answer is 403 instead of 200 (for Feedly, Feedbin and 2 others); " +
          "let every User-Agent read the feeds; look for a rule that refuses some by name",
        `${origin}/: 12 readers, 3 feeds, 2 problems`,
        "",
      ].join("\n"),
    });
  });

  it("prints the findings as JSON, and how many feeds were left out on standard error", async () => {
    const body = ["a", "b"]
      .map((name) => `<link rel=alternate type=application/rss+xml href=${name}>`)
      .join("");
    const origin = await feedServer(({ url }) =>
      url === "/" ? { body } : { headers: { "content-type": "text/plain" } },
    );

    const { code, out, err } = await commands.run([
      "--json",
      "doctor",
      origin,
      "--pause",
      "1",
      "--limit",
      "1",
    ]);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      address: `${origin}/`,
      readers: 12,
      feeds: [`${origin}/a`],
      skipped: 1,
      findings: [
        {
          id: "media-type",
          problem: "the media type is text/plain",
          advice: "send Content-Type: application/rss+xml; charset=utf-8",
          feeds: [`${origin}/a`],
          readers: expect.arrayContaining(["FreshRSS", "curl", "a browser"]),
        },
      ],
    });
    expect(err).toBe("Not looked at: 1 more feed; raise --limit\n");
  });

  it.each([
    ["feeds.example"],
    ["ftp://feeds.example/"],
    [],
  ])("refuses %s as wrong usage", async (...addresses) => {
    const { code } = await commands.run(["doctor", ...addresses]);

    expect(code).toBe(2);
  });
});
