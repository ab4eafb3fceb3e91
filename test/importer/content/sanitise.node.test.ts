import { describe, expect, it } from "vitest";
import { contentProblems } from "../../../src/html/check-content.ts";
import { sanitise } from "../../../src/importer/content/sanitise.ts";

const BASE = "https://paper.example/2021/03/c1.html";

describe("sanitise()", () => {
  it.each([
    ["scripts and handlers", `<p onclick="x()">a<script>x()</script></p>`, "<p>a</p>"],
    ["script addresses", `<p><a href="java&#10;script:x()">a</a></p>`, "<p>a</p>"],
    [
      "frames, forms and styles",
      `<style>p{}</style><iframe src="about:blank"></iframe><form><p style="color:red">a</p><button>b</button></form>`,
      "<p>a</p>",
    ],
    ["comments", "<p>a<!-- b --></p>", "<p>a</p>"],
    [
      "tracking pixels",
      `<p>a<img src="/t.gif" width="1" height="1"><img src="/u.gif" style="width:1px;height:1px"></p>`,
      "<p>a</p>",
    ],
    ["hidden images", `<p>a<img src="/t.gif" style="display: none"></p>`, "<p>a</p>"],
    ["empty paragraphs", "<p>a</p><p>&nbsp;　</p><p><br></p><p><b></b></p>", "<p>a</p>"],
    ["indentation", "<p>　　a　b</p><p>&nbsp;&nbsp;<b>　c</b><br>　d</p>", "<p>a　b</p><p><b>c</b><br>d</p>"],
    [
      "relative addresses",
      `<p><a href="../a b">a</a><img src="//i.example/b.png"></p>`,
      `<p><a href="https://paper.example/2021/a%20b">a</a><img src="https://i.example/b.png"></p>`,
    ],
    [
      "images that are loaded lazily",
      `<img src="data:image/gif;base64,R0" data-src="/b.png">`,
      `<img src="https://paper.example/b.png">`,
    ],
    ["paragraphs in paragraphs", "<p>a<object><p>b</p></object></p>", "<p>a</p>"],
    ["cells without a table", "<p>a<td>b</p>", "<p>ab</p>"],
    [
      "obsolete elements",
      "<center><font color=red>a</font></center><strike>b</strike>",
      `<div align="center">a</div><s>b</s>`,
    ],
    ["control characters", "<p>a\u0001\u0085&#2;\uFFFE\uD800b</p>", "<p>ab</p>"],
  ])("removes or repairs %s", (_, html, clean) => {
    expect(sanitise(html, BASE).html).toBe(clean);
  });

  it.each([
    ["one of which nothing is known", `<img src="/1.jpg">`, `<img src="https://paper.example/1.jpg">`],
    [
      "one with a late address, which is better than a small copy",
      `<img src="/s.jpg" data-src="/1.jpg">`,
      `<img src="https://paper.example/1.jpg">`,
    ],
    [
      "one whose late address is none",
      `<img src="/1.jpg" data-src="true">`,
      `<img src="https://paper.example/1.jpg">`,
    ],
    [
      "the widest of several sizes",
      `<img src="/1.jpg" srcset="/1.jpg 1x, /2,b.jpg 2x">`,
      `<img src="https://paper.example/2,b.jpg">`,
    ],
    [
      "one in noscript, once",
      `<p><img src="/blank.gif"><noscript><img src="/1.jpg" alt="a"></noscript></p>`,
      `<p><img src="https://paper.example/1.jpg" alt="a"></p>`,
    ],
    [
      "one that is not closed in AMP",
      `<amp-img src="/1.jpg" width="3" height="2"/> text`,
      `<img src="https://paper.example/1.jpg" width="3" height="2"> text`,
    ],
    [
      "the policy for referrers",
      `<img src="/1.jpg" referrerpolicy="No-Referrer">`,
      `<img src="https://paper.example/1.jpg" referrerpolicy="No-Referrer">`,
    ],
    [
      "no policy that there is not",
      `<img src="/1.jpg" referrerpolicy="none">`,
      `<img src="https://paper.example/1.jpg">`,
    ],
    [
      "a video that loads late",
      `<video data-src="/1.mp4" controls=""></video>`,
      `<video src="https://paper.example/1.mp4" controls=""></video>`,
    ],
    [
      "a picture where an object shows one",
      `<object data="/1.png" type="image/png"></object>`,
      `<img src="https://paper.example/1.png">`,
    ],
  ])("keeps of a picture or video: %s", (_, html, clean) => {
    expect(sanitise(html, BASE)).toEqual({ html: clean, losses: [] });
  });

  it.each([
    ["a player", `<iframe src="/1"></iframe>`, [{ kind: "players", count: 1 }]],
    [
      "players in an object, once",
      `<object data="/1.swf"><embed src="/1.swf"></object>`,
      [{ kind: "players", count: 1 }],
    ],
    ["a document in a frame", `<iframe srcdoc="a"></iframe>`, [{ kind: "pictures", count: 1 }]],
    [
      "pictures that are not on the web",
      `<img src="file:///1.jpg"><img src="cid:2">`,
      [{ kind: "pictures", count: 2 }],
    ],
    [
      "a picture in the address",
      `<img src="data:image/png;base64,${"A".repeat(400)}">`,
      [{ kind: "pictures", count: 1 }],
    ],
    [
      "a video of a script",
      `<video src="blob:https://paper.example/1"></video>`,
      [{ kind: "pictures", count: 1 }],
    ],
    [
      "nothing that is not seen",
      `<img src="cid:1" width="1" height="1"><div style="display:none"><img src="cid:2"></div><img src="/blank.gif"><img><iframe src="about:blank"></iframe><iframe src="https://x.doubleclick.net/1"></iframe><style>p{}</style>`,
      [],
    ],
  ])("counts as left out or replaced: %s", (_, html, losses) => {
    expect(sanitise(`<p>a</p>${html}`, BASE).losses).toEqual(losses);
  });

  it("counts pictures that it cannot find without a base, and takes https where the scheme is left out", () => {
    expect(sanitise(`<img src="1.jpg"><img src="//i.example/2.jpg">`)).toEqual({
      html: `<img src="https://i.example/2.jpg">`,
      losses: [{ kind: "pictures", count: 1 }],
    });
  });

  it("removes relative addresses without a base", () => {
    expect(
      sanitise(`<p><a href="/a">a</a><img src="b.png"><a href="mailto:a@paper.example">m</a></p>`).html,
    ).toBe(`<p>a<a href="mailto:a@paper.example">m</a></p>`);
  });

  it.each([
    `<p>a</p>\n<p class="b" id="c">d<br/>e &#33; <a href="https://paper.example/">f</a></p>`,
    "<ul><li>a<li>b</ul>",
    "<p>\n  a\n</p>",
    "text alone & no more than that",
  ])("returns clean HTML unchanged: %s", (html) => {
    expect([...contentProblems(html, false), ...contentProblems(html, true)]).toEqual([]);
    expect(sanitise(html, BASE)).toEqual({ html, losses: [] });
  });
});
