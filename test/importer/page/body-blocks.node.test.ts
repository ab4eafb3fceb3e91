import { describe, expect, it } from "vitest";
import { bodyBlocks } from "../../../src/importer/page/body-blocks.ts";

describe("bodyBlocks()", () => {
  it("takes the blocks out of what wraps them, and leaves out those that are empty", () => {
    const blocks = bodyBlocks('<div><section>\n<p>a</p> <p> </p><hr><p><img src="b"></p></section></div>');

    expect(blocks.map(({ markup }) => markup)).toEqual(["<p>a</p>", "<hr>", '<p><img src="b"></p>']);
  });

  it("writes text that stands alone as text", () => {
    expect(bodyBlocks("1 &lt; 2 &amp;amp; 3<p>a</p>")[0]?.markup).toBe("1 &lt; 2 &amp;amp; 3");
  });

  it("takes the spaces away that a block ends in, but those that do not break", () => {
    expect(bodyBlocks("<p>a \n</p><p>b&nbsp; </p>").map(({ markup }) => markup)).toEqual([
      "<p>a</p>",
      "<p>b&nbsp;</p>",
    ]);
  });
});
