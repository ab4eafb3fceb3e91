import { readdirSync, readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "vitest";

const FOLDER = ".github/workflows";

/** Returns everything that GitHub would find wrong with a workflow. */
async function problemsOf(content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

describe("the workflows of GitHub Actions", () => {
  it.each(readdirSync(FOLDER))("%s passes the schema and the parser of GitHub", async (name) => {
    expect(await problemsOf(readFileSync(`${FOLDER}/${name}`, "utf8"))).toEqual([]);
  });

  it.each([
    ["a misspelt key", ["run: npm ci", "runs: npm ci"]],
    ["a context that is not there", ["steps.sources.outputs.found", "step.sources.outputs.found"]],
    ["a condition that does not end", ["!cancelled() &&", "!cancelled( &&"]],
    ["a schedule that is none", ["17 * * * *", "17 * * *"]],
  ])("the check finds %s", async (_, [before = "", after = ""]) => {
    const content = readFileSync(`${FOLDER}/update.yml`, "utf8").replace(before, after);

    expect(await problemsOf(content)).not.toEqual([]);
  });

  it("all use the same version of an action", () => {
    const used = readdirSync(FOLDER).flatMap((name) =>
      [...readFileSync(`${FOLDER}/${name}`, "utf8").matchAll(/uses: (actions\/[\w-]+)\S*@(\S+)/g)].map(
        ([, action = "", version = ""]) => `${action}@${version}`,
      ),
    );
    const names = [...new Set(used)].map((use) => use.split("@")[0]);

    expect(names.length).toBeGreaterThan(2);
    expect(names).toEqual([...new Set(names)]);
  });
});
