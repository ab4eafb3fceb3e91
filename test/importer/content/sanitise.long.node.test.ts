import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentProblems } from "../../../src/html/check-content.ts";
import { ELEMENTS } from "../../../src/html/content-policy.ts";
import { sanitise } from "../../../src/importer/content/sanitise.ts";
import { UserError } from "../../../src/operator/user-error.ts";
import { cpuTime } from "../../support/cpu-time.ts";

const BASE = "https://paper.example/2021/03/c1.html";

describe("sanitise()", () => {
  // Hundreds of random texts.
  it("always returns HTML that the store accepts, and that it does not change again", {
    timeout: 120_000,
  }, () => {
    const names = [
      ...Object.keys(ELEMENTS),
      ..."script svg math template noscript font form object select button iframe embed picture amp-img amp-youtube title plaintext xmp body html td frameset mi foreignObject".split(
        " ",
      ),
    ];
    const tag = fc.constantFrom(...names);
    const attribute = fc.constantFrom(
      ...[
        "",
        " class=a",
        " id='b'",
        " href=/c",
        ` src="d e"`,
        " style='display:none'",
        " onclick=x",
        ` href="javascript:x"`,
        " src=data:x",
        " a<b",
        ` title="&quot;<p>"`,
        " width=1 height=1",
        ` cite="http://["`,
        " href='https:x'",
        " src='/blank.gif' data-src=/e.jpg",
        " src=/f.jpg srcset='/g.jpg 2x, /h.jpg 3x'",
        " data-videoid=abc title=' '",
        " data=/i.swf style='left:-9999px'",
        " referrerpolicy=origin",
        " poster=/j.jpg class=lazy",
      ],
    );
    const text = fc.constantFrom(
      "字",
      "　　",
      "&nbsp;",
      " ",
      "\n",
      "&",
      "<",
      ">",
      "&#0;",
      "&#x80;",
      "\u0000",
      "\r",
      "a",
      "]]>",
      "&lt;p&gt;",
      "\uD800",
      "\uFDD0",
      "&amp;amp;",
    );
    const piece = fc.oneof(
      fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`),
      tag.map((name) => `</${name}>`),
      fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}/>`),
      text,
      fc.constantFrom("<!--", "-->", "<!doctype html>", "<![CDATA[", "<?php ?>", "<!x>", "</>"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.constantFrom(undefined, BASE), (pieces, base) => {
        const once = sanitise(pieces.join(""), base).html;

        expect(contentProblems(once, false)).toEqual([]);
        expect(sanitise(once, base)).toEqual({ html: once, losses: [] });
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["elements", "<div>".repeat(100_000)],
    ["elements that are closed", `${"<div>".repeat(100_000)}x${"</div>".repeat(100_000)}`],
    ["elements with false ends", "<div></b>".repeat(100_000)],
    ["cells in SVG", `<svg>${"<td>".repeat(100_000)}`],
    ["attributes that look closed", `<svg>${`<g a="/>">`.repeat(100_000)}`],
    ["quotes that are never closed", `<svg>${`<g a="`.repeat(100_000)}`],
    ["tables", "<table><tr><td>".repeat(100_000)],
  ])("throws a UserError or returns quickly for 100,000 %s", async (_, html) => {
    const time = await cpuTime(() => {
      try {
        sanitise(html);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    });

    expect(time).toBeLessThan(5_000);
  });

  it.each([
    ["pictures for browsers without scripts", "<noscript><img src=/a.jpg></noscript>".repeat(10_000)],
    ["pictures beside such", "<img src=/blank.gif><noscript><img src=/a.jpg></noscript>".repeat(10_000)],
    ["elements without scripts in each other", `${"<noscript>".repeat(10_000)}<img src=/a.jpg>`],
    [
      "attributes of a picture",
      `<img ${Array.from({ length: 10_000 }, (_, index) => `data-src${index}=/a.jpg`).join(" ")}>`,
    ],
    ["sizes of a picture", `<img srcset="${"a ,".repeat(10_000)}">`],
    [
      "folders of a picture",
      `<img src="/${"w_1,".repeat(10_000)}/a.jpg"><noscript><img src="/${"@x.jpg".repeat(10_000)}"></noscript>`,
    ],
    ["objects", "<object data=/a.swf>".repeat(400) + "<embed src=/b.swf>".repeat(10_000)],
  ])("throws a UserError or returns quickly for 10,000 %s", async (_, html) => {
    const time = await cpuTime(() => {
      try {
        sanitise(html, BASE);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    });

    expect(time).toBeLessThan(5_000);
  });

  // More than a million characters through every step of cleaning.
  it("accepts an attribute of 1.5 million characters", { timeout: 120_000 }, () => {
    expect(sanitise(`<p data-x="${"<p>".repeat(500_000)}">a</p>`).html).toBe("<p>a</p>");
  });
});
