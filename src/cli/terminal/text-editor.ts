import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../operator/user-error.ts";
import type { ProcessContext, ProcessEvents } from "./command-context.ts";

/** What an operator wrote in an editor. */
interface EditedText {
  readonly bytes: Uint8Array;
  /** The temporary file that holds it until {@linkcode discard} is called. */
  readonly path: string;
  discard(): Promise<void>;
}

const TEMPLATE = /^<!--.*?-->\s*/s;

/**
 * Opens the operator's editor for the text of an article, and waits until it ends.
 *
 * @throws {UserError} when the editor fails, or nothing is written
 */
export async function writeInEditor(
  title: string,
  { env, events }: Pick<ProcessContext, "env" | "events">,
): Promise<EditedText> {
  const folder = await mkdtemp(join(tmpdir(), "lanmu-"));
  const path = join(folder, "article.md");
  const discard = () => rm(folder, { recursive: true, force: true });
  await writeFile(
    path,
    `<!-- ${title.replaceAll("--", "- -")}: write the article below, in Markdown; write nothing to cancel -->\n\n`,
  );
  const editor = env.VISUAL || env.EDITOR || "vi";
  const ended = await run(editor, path, events);
  // Latin-1 keeps every byte, whatever the encoding is; the template is ASCII.
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).toString("latin1").replace(TEMPLATE, "");
  if (text.trim() === "") {
    await discard();
    if (ended === 0) throw new UserError("Nothing was written, so nothing was added");
  }
  if (ended !== 0) {
    const kept = text.trim() === "" ? "" : `; what you wrote is in ${path}`;
    throw new UserError(
      `The editor "${editor}" ended with ${ended}: set $EDITOR to one that you have${kept}`,
    );
  }
  return { bytes: Buffer.from(text, "latin1"), path, discard };
}

/** Runs `editor` on the terminal; resolves with its exit code, or the signal that ended it. */
async function run(editor: string, path: string, events: ProcessEvents): Promise<number | string> {
  // Ctrl-C is for the editor: if it ended this process too, what is written would be lost.
  const ignore = () => {};
  events.on("SIGINT", ignore);
  try {
    const child = spawn("sh", ["-c", `${editor} "$1"`, "sh", path], { stdio: ["inherit", 2, 2] });
    const [code, signal] = await once(child, "exit");
    return code ?? signal;
  } finally {
    events.off("SIGINT", ignore);
  }
}
