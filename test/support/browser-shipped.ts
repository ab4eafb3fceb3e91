import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = "node_modules/@sparticuz/chromium/package.json";
const UNPACK = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
/** With it the package unpacks the system libraries that it brings, too. */
const WITH_LIBRARIES = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };

/** A browser that is there, and what it needs in its environment. */
export interface InstalledBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Returns the Chromium that comes with the npm package, unpacked where only this project looks: the package's
 * own place, `/tmp/chromium`, is anybody's to write to, and outlives the version that it is of.
 *
 * @throws where that Chromium cannot run.
 */
export async function shippedChromium(): Promise<InstalledBrowser> {
  if (`${process.platform} ${process.arch}` !== "linux x64") {
    throw new Error(`The Chromium from npm is for Linux on x64, not for ${process.platform} ${process.arch}`);
  }
  const folder = await unpacked();
  const executablePath = join(folder, "chromium");
  const fonts = await fontsOf(folder);
  const bare = { executablePath, env: fonts };
  // A machine that lacks Chromium's libraries (NSS, Expat) gets those of the package.
  const aided = { executablePath, env: { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023/lib") } };
  if (await runs(bare).catch(() => false)) return bare;
  await runs(aided);
  return aided;
}

async function unpacked(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const cache = resolve("node_modules/.cache");
  const folder = join(cache, `chromium-${version}`);
  if (await exists(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, "unpacking-"));
  await run(process.execPath, ["--input-type=module", "--eval", UNPACK], {
    env: { ...process.env, ...WITH_LIBRARIES, TMPDIR: fresh },
  });
  // Whole or not at all, and the same for two that unpack at once.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return folder;
}

/** Without any font configured Chromium shows no text at all: then it is given the package's one font. */
async function fontsOf(folder: string): Promise<Record<string, string>> {
  if (await exists("/etc/fonts/fonts.conf")) return {};
  const file = join(folder, "our-fonts.conf");
  const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const list = [...folders.map((name) => `<dir>${name}</dir>`), `<cachedir>${folder}/cache</cachedir>`];
  await writeFile(file, `<?xml version="1.0"?>\n<fontconfig>${list.join("")}</fontconfig>\n`);
  return { FONTCONFIG_FILE: file };
}

async function runs({ executablePath, env }: InstalledBrowser): Promise<boolean> {
  const { stdout } = await run(executablePath, ["--version"], { env: { ...process.env, ...env } });
  return stdout.includes("Chromium");
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
