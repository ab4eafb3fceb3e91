import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { parse } from "yaml";
import { launch } from "./run.ts";

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly uses?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

/** A workflow of GitHub Actions, as far as tests run it. */
export interface Workflow {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What a job runs with. */
export interface JobSurroundings {
  /** The folder that the repository is checked out in. */
  readonly cwd: string;
  /** Replaces variables of the workflow, and adds to those of the machine. */
  readonly env: Readonly<Record<string, string>>;
  /** The contexts of expressions, such as `github` and `vars`. */
  readonly contexts: Readonly<Record<string, unknown>>;
  /** Stands in for actions, by their names without a version. */
  readonly actions: Readonly<Record<string, (inputs: Step["with"]) => Promise<void>>>;
  /** Stands in for commands, by the whole text of the step. */
  readonly commands: Readonly<Record<string, () => Promise<void>>>;
}

/** How a job has ended. */
export interface EndedJob {
  readonly result: "success" | "failure";
  readonly outputs: Readonly<Record<string, string>>;
  /** What its steps have printed. */
  readonly log: string;
}

/** Reads a workflow of this repository. */
export async function readWorkflow(name: string): Promise<Workflow> {
  return parse(await readFile(join(".github/workflows", name), "utf8"));
}

/** Runs the steps of a job as GitHub does: one after another, each if its condition says so. */
export async function runJob(
  { env: workflowEnv = {}, jobs }: Workflow,
  name: string,
  { cwd, env, contexts, actions, commands }: JobSurroundings,
): Promise<EndedJob> {
  const { steps: stepsToRun = [], outputs = {} } = jobs[name] ?? {};
  const temporary = await mkdtemp(join(tmpdir(), "lanmu-runner-"));
  const steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
  let result: EndedJob["result"] = "success";
  let log = "";

  async function runStep({ uses, with: inputs, run = "", env: stepEnv = {} }: Step, outputFile: string) {
    const values = { steps, ...contexts };
    if (uses !== undefined) {
      const [action = ""] = uses.split("@");
      await actions[action]?.(inputs);
      return true;
    }
    const standIn = commands[run.trim()];
    if (standIn) {
      await standIn();
      return true;
    }
    const script = join(temporary, "script.sh");
    await writeFile(script, interpolate(run, values));
    // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
    const program = launch("bash", ["-e", script], {
      cwd,
      env: {
        GITHUB_OUTPUT: outputFile,
        RUNNER_TEMP: temporary,
        ...workflowEnv,
        ...Object.fromEntries(
          Object.entries(stepEnv).map(([key, value]) => [key, interpolate(value, values)]),
        ),
        ...env,
      },
    });
    const code = await program.ended;
    log += program.output();
    return code === 0;
  }

  for (const [index, step] of stepsToRun.entries()) {
    if (!isTrue(step.if, { steps, ...contexts }, result)) continue;
    const outputFile = join(temporary, `output-${index}`);
    await writeFile(outputFile, "");
    const isDone = await runStep(step, outputFile);
    if (!isDone) result = "failure";
    if (step.id !== undefined)
      steps[step.id] = {
        outputs: parseOutputs(await readFile(outputFile, "utf8")),
        outcome: isDone ? "success" : "failure",
      };
  }
  await rm(temporary, { recursive: true });
  const jobOutputs = Object.entries(outputs).map(([key, value]) => [
    key,
    interpolate(value, { steps, ...contexts }),
  ]);
  return { result, outputs: Object.fromEntries(jobOutputs), log };
}

/** Evaluates a condition; without a function of the status, it also asks that nothing has failed. */
export function isTrue(
  condition: string | undefined,
  contexts: Readonly<Record<string, unknown>>,
  result: EndedJob["result"],
): boolean {
  const expression = condition?.replace(/^\$\{\{(.*)\}\}$/s, "$1") ?? "true";
  const asksStatus = /\b(?:always|cancelled|failure|success)\(\)/.test(expression);
  const { value } = evaluate(expression, contexts, result);
  return value && (asksStatus || result === "success");
}

function interpolate(text: string, contexts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, contexts).text);
}

function evaluate(
  expression: string,
  contexts: Readonly<Record<string, unknown>>,
  result: EndedJob["result"] = "success",
): { readonly value: boolean; readonly text: string } {
  const status = {
    always: true,
    cancelled: false,
    failure: result === "failure",
    success: result === "success",
  };
  const functions = Object.entries(status).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  const evaluated = new Evaluator(tree, values, new Map(functions.map((one) => [one.name, one]))).evaluate();
  const text = evaluated.coerceString();
  return { value: !["", "false", "0", "null"].includes(text), text };
}

function parseOutputs(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
