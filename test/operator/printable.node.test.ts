import { describe, expect, it } from "vitest";
import { writeLine } from "../../src/cli/terminal/write-line.ts";
import { printable } from "../../src/operator/printable.ts";

describe("printable()", () => {
  it.each([
    ["an escape", "a\u001b[2Jb", "a\\u001b[2Jb"],
    ["a control of eight bits", "a\u009b2Jb", "a\\u009b2Jb"],
    ["a line end", "a\nb", "a\\u000ab"],
    ["an override of direction", "a\u202eb", "a\\u202eb"],
    ["an isolate", "a\u2066b\u2069", "a\\u2066b\\u2069"],
  ])("writes out %s", (_, line, shown) => {
    expect(printable(line)).toBe(shown);
  });

  it("leaves text of every script alone", () => {
    expect(printable("劳模 “a” é שלום")).toBe("劳模 “a” é שלום");
  });

  it("leaves JSON the value that it is", () => {
    const value = { title: "a\u009b\u202eb" };

    const json = printable(JSON.stringify(value));

    expect(json).not.toMatch(/[\u009b\u202e]/);
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe("writeLine()", () => {
  const said = (isTTY: boolean, text: string) => {
    let written = "";
    const write = (part: string | Uint8Array) => {
      written += part;
      return true;
    };
    writeLine({ isTTY, write }, text, {});
    return written;
  };

  it("keeps line ends, and writes nothing of nothing", () => {
    expect(said(false, "a\nb")).toBe("a\nb\n");
    expect(said(false, "")).toBe("");
  });

  it("lets a terminal have our own colors and nothing else of the kind", () => {
    expect(said(true, "\u001b[31mred\u001b[39m \u001b[8m\u001b[2J\u009b")).toBe(
      "\u001b[31mred\u001b[39m \\u001b[8m\\u001b[2J\\u009b\n",
    );
  });

  it("lets a pipe have no escape at all", () => {
    expect(said(false, "\u001b[31mred")).toBe("\\u001b[31mred\n");
  });
});
