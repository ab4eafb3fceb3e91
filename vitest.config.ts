import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { assetsAsBytes } from "./test/support/assets-as-bytes.ts";
import { ProjectByProject } from "./test/support/project-by-project.ts";

// Tests run in workerd unless the end of their name says otherwise.

/** Long random runs and hostile documents, which `npm run test:fast` leaves out. */
const leftOut = (mode: string) => (mode === "fast" ? ["test/**/*.long.*"] : []);

/** Tests of what only Node has: files, WebAssembly parsers, the command line. */
const NODE_TESTS = "test/**/*.node.test.ts";

/** Tests that start processes, for what only a process shows: signals, exit codes, closed pipes, the real service. */
const PROCESS_TESTS = "test/**/*.process.test.ts";

/** Tests of pages as a browser shows them. */
const BROWSER_TESTS = "test/browser/*.test.ts";

/** Tests that mock modules, which must not be shared with other tests. */
const MOCKING_TESTS = ["test/http/warm.test.ts"];

/** What every project has whose tests run in workerd. */
const inWorkerd = () => ({
  extends: true as const,
  // Some libraries name source maps that they do not ship; Vite warns of each.
  logLevel: "error" as const,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { bindings: { PUBLIC_ORIGIN: "" } },
    }),
  ],
});

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ["test/support/build-store.ts"],
    // No test depends on another, and each is quick; the few that need longer say why.
    sequence: { sequencer: ProjectByProject, shuffle: { tests: true } },
    // Many times what they take, since the machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
    // The files of a project share their modules, since loading all of them for each file would take longer than the
    // tests.
    isolate: false,
    // Those whose files take longest come first, so that no worker waits for the last of them.
    projects: [
      {
        extends: true,
        test: {
          name: "browser",
          include: [BROWSER_TESTS],
          globalSetup: ["test/support/browser-setup.ts"],
          // A page is loaded, drawn and inspected in several sizes, in a browser that shares the machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          include: [PROCESS_TESTS],
          // Wrangler takes ten seconds to start, and programs take several times longer on a machine that is busy.
          testTimeout: 200_000,
          hookTimeout: 200_000,
        },
      },
      {
        ...inWorkerd(),
        test: { name: "workerd-mocks", include: MOCKING_TESTS },
      },
      {
        ...inWorkerd(),
        test: {
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: [NODE_TESTS, PROCESS_TESTS, BROWSER_TESTS, ...MOCKING_TESTS, ...leftOut(mode)],
        },
      },
      {
        extends: true,
        // As in workerd.
        logLevel: "error",
        plugins: [assetsAsBytes()],
        test: {
          name: "node",
          include: [NODE_TESTS],
          exclude: leftOut(mode),
          // Commands call the program by its own name, whichever npm script runs the tests.
          env: { npm_lifecycle_event: "" },
          // It imports JSON as Node.js does not.
          server: { deps: { inline: ["@actions/workflow-parser"] } },
        },
      },
    ],
  },
}));
