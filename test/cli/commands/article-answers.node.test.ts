import { describe, expect, it } from "vitest";
import { articleAnswers } from "../../../src/cli/commands/article-answers.ts";
import { aProcess } from "../../support/a-process.ts";
import { aStore } from "../../support/a-store.ts";

describe("articleAnswers()", () => {
  it("asks again on the spot for what cannot be", async () => {
    const terminal = aProcess({ answers: ["", "On writing", "nope", "Letters", "张三、李四"] });

    const answers = await articleAnswers({ written: undefined }, aStore([]), terminal);

    expect(answers).toEqual({ title: "On writing", column: "letters", authors: ["张三", "李四"] });
    expect(terminal.err()).toMatch(
      /A title cannot be empty.*Column \(Essays essays, Letters letters\): There is no column "nope"/s,
    );
  });

  it("refuses an option before it asks anything", async () => {
    const terminal = aProcess({ answers: [] });

    const answering = articleAnswers({ column: "nope", written: undefined }, aStore([]), terminal);

    await expect(answering).rejects.toThrow('There is no column "nope"');
    expect(terminal.err()).toBe("");
  });
});
