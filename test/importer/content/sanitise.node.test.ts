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
      `<style>p{}</style><iframe src="/x"></iframe><form><p style="color:red">a</p><button>b</button></form>`,
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
