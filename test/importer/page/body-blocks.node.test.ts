import { describe, expect, it } from "vitest";
import { bodyBlocks } from "../../../src/importer/page/body-blocks.ts";

describe("bodyBlocks()", () => {
  it("returns the blocks without the elements around all of them, and without empty ones", () => {
    const blocks = bodyBlocks('<div><section>\n<p>a</p> <p> </p><hr><p><img src="b"></p></section></div>');

    expect(blocks.map(({ html }) => html)).toEqual(["<p>a</p>", "<hr>", '<p><img src="b"></p>']);
  });

  it("returns text outside elements as escaped text", () => {
    expect(bodyBlocks("1 &lt; 2 &amp;amp; 3<p>a</p>")[0]?.html).toBe("1 &lt; 2 &amp;amp; 3");
  });

  it("removes the spaces at the end of a block, except non-breaking ones", () => {
    expect(bodyBlocks("<p>a \n</p><p>b&nbsp; </p>").map(({ html }) => html)).toEqual([
      "<p>a</p>",
      "<p>b&nbsp;</p>",
    ]);
  });
});
