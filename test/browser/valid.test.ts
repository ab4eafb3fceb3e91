import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { htmlOf } from "../support/browser-documents.ts";
import { PAGES } from "../support/browser-pages.ts";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // Matters of style: Preact writes <meta/> and articles <br>, which are the same, as is either case.
    "void-style": "off",
    "doctype-style": ["error", { style: "lowercase" }],
    // ARIA lets a list have a name, and readers of screens say it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Checkboxes with one name are several values of it.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    // A page is titled as its article is, however long.
    "long-title": "off",
  },
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
