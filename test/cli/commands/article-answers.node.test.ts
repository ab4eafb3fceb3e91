import { describe, expect, it } from "vitest";
import { articleAnswers } from "../../../src/cli/commands/article-answers.ts";
import { parseStore } from "../../../src/store/json-file/parse-store.ts";
import { aProcess } from "../../support/a-process.ts";
import { aStore } from "../../support/a-store.ts";

const { columns: COLUMNS } = parseStore(aStore([]));

describe("articleAnswers()", () => {
  it("asks a question again until the answer is valid", async () => {
    const terminal = aProcess({ answers: ["", "On writing", "nope", "Letters", "张三、李四"] });

    const answers = await articleAnswers({ written: undefined }, COLUMNS, terminal);

    expect(answers).toEqual({ title: "On writing", column: "letters", authors: ["张三", "李四"] });
    expect(terminal.err()).toMatch(
      /A title cannot be empty.*Column \(Essays essays, Letters letters\): There is no column "nope"/s,
    );
  });

  it("refuses an option before it asks anything", async () => {
    const terminal = aProcess({ answers: [] });

    const answering = articleAnswers({ column: "nope", written: undefined }, COLUMNS, terminal);

    await expect(answering).rejects.toThrow('There is no column "nope"');
    expect(terminal.err()).toBe("");
  });
});
