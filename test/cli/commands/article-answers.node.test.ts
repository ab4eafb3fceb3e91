import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { articleAnswers } from "../../../src/cli/commands/article-answers.ts";
import { aStore } from "../../support/a-store.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A terminal on which somebody answers each question with the next of `lines`, and what was shown there. */
function aTerminal(lines: readonly string[]) {
  const left = [...lines];
  const shown: string[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.ReadStream &
    PassThrough;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    shown.push(String(text));
    if (String(text).endsWith(": ")) stdin.write(`${left.shift()}\n`);
    return true;
  });
  return { stdin, shown };
}

describe("articleAnswers()", () => {
  it("asks again on the spot for what cannot be", async () => {
    const { stdin, shown } = aTerminal(["", "On writing", "nope", "Letters", "张三、李四"]);

    const answers = await articleAnswers({ written: undefined }, aStore([]), stdin);

    expect(answers).toEqual({ title: "On writing", column: "letters", authors: ["张三", "李四"] });
    expect(shown.join("")).toMatch(
      /A title cannot be empty.*Column \(Essays essays, Letters letters\): There is no column "nope"/s,
    );
  });

  it("refuses an option before it asks anything", async () => {
    const { stdin, shown } = aTerminal([]);

    const answering = articleAnswers({ column: "nope", written: undefined }, aStore([]), stdin);

    await expect(answering).rejects.toThrow('There is no column "nope"');
    expect(shown).toEqual([]);
  });
});
