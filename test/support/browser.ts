import { type BrowserServer, chromium, type LaunchOptions } from "playwright-core";
import { shippedChromium } from "./browser-shipped.ts";

/** Nothing that has no place in a test: no calls home, no graphics card, the same letters everywhere. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-gpu",
  "--font-render-hinting=none",
];

const HELP = [
  "No browser could be started. Do one of these and run the tests again:",
  "- Linux on x64: run npm ci, which brings a Chromium (package @sparticuz/chromium);",
  "- anywhere: install Chrome, Edge or Chromium;",
  "- or name one: CHROMIUM_PATH=/path/to/chromium npm test",
].join("\n");

interface Candidate {
  readonly name: string;
  readonly options: () => Promise<LaunchOptions> | LaunchOptions;
}

/** Browsers in the order in which they are tried: the one that was asked for, the one from npm, installed ones. */
function candidates(asked: string | undefined): readonly Candidate[] {
  if (asked) return [{ name: `CHROMIUM_PATH=${asked}`, options: () => ({ executablePath: asked }) }];
  return [
    { name: "Chromium from npm", options: shipped },
    ...["chrome", "msedge"].map((channel) => ({ name: channel, options: () => ({ channel }) })),
    ...["/usr/bin/chromium", "/usr/bin/chromium-browser"].map((executablePath) => ({
      name: executablePath,
      options: () => ({ executablePath }),
    })),
  ];
}

/**
 * Starts a browser without a window that others connect to; ends it with its `close()`.
 *
 * @throws when none can be started; says why not each, and what to do.
 */
export async function launchBrowser(asked = process.env.CHROMIUM_PATH): Promise<BrowserServer> {
  const reasons: string[] = [];
  for (const { name, options } of candidates(asked)) {
    try {
      const { args = [], ...rest } = await options();
      return await chromium.launchServer({ host: "127.0.0.1", ...rest, args: [...QUIET, ...args] });
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message.trim().slice(0, 500) : error}`);
    }
  }
  throw new Error([HELP, "", "What was tried:", ...reasons].join("\n"));
}

async function shipped(): Promise<LaunchOptions> {
  const { executablePath, env } = await shippedChromium();
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  // It is the shell without windows, and cannot fork a zygote where processes are few.
  return {
    executablePath,
    env: { ...Object.fromEntries(inherited), ...env },
    args: ["--headless=shell", "--no-zygote"],
  };
}
