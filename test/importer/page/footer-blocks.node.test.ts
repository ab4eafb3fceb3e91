import { describe, expect, it } from "vitest";
import { bodyBlocks } from "../../../src/importer/page/body-blocks.ts";
import { withoutFooter } from "../../../src/importer/page/footer-blocks.ts";

const TEXT = "<p>海港今天迎来新的渡轮。</p>";

function linesOf(html: string): string[] {
  return withoutFooter(bodyBlocks(TEXT + html)).map(({ text }) => text);
}

describe("withoutFooter()", () => {
  it.each([
    "<p>扫一扫在手机打开当前页</p>",
    "<p>上一篇：<a href='/1'>无</a></p><p>下一篇：<a href='/2'>渡轮停航</a></p>",
    "<p>打印本页 关闭窗口</p>",
    "<p>【我要纠错】</p>",
    "<p>版权声明：本文由海港网原创，转载请注明出处。</p>",
    "<p>Copyright © 2026</p>",
    "<p>関連記事</p><p><a href='/1'>春闘の行方</a></p>",
  ])("removes what is below the article: %s", (html) => {
    expect(linesOf(html)).toEqual(["海港今天迎来新的渡轮。"]);
  });

  it.each([
    "下一条航线将于明年开通。",
    "分享到了改革的红利，居民们喜笑颜开。",
    "扫描仪的普及改变了图书馆。",
    "纠错机制是制度的生命。",
    "版权所有者的权利应当得到保护。",
    "Copyright law is older than the harbour.",
  ])("keeps a last paragraph that only begins like that: %s", (text) => {
    expect(linesOf(`<p>${text}</p>`)).toEqual(["海港今天迎来新的渡轮。", text]);
  });
});
