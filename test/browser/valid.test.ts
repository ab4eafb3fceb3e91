import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { htmlOf } from "../support/browser-documents.ts";
import { PAGES } from "../support/browser-pages.ts";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {},
});

describe("HTML", () => {
  it.each(PAGES.map((page) => [page.name, page] as const))("of the %s is valid", async (_, page) => {
    const { results } = await validator.validateString(await htmlOf(page));

    const faults = results.flatMap(({ messages }) =>
      messages.map(
        ({ ruleId, message, line, selector }) => `${ruleId}: ${message} (line ${line}, ${selector})`,
      ),
    );
    expect(faults).toEqual([]);
  });
});
