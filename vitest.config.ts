import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { assetsAsBytes } from "./test/support/assets-as-bytes.ts";

// Tests run in workerd unless the end of their name says otherwise. Long random runs end in `.long.test.ts` or
// `.long.node.test.ts`, and `npm run test:fast` leaves them out.

/** Tests of what only Node has: files, WebAssembly parsers, the command line. */
const NODE_TESTS = "test/**/*.node.test.ts";

/** Tests that start processes, for what only a process shows: signals, exit codes, closed pipes, the real service. */
const PROCESS_TESTS = "test/**/*.process.test.ts";

/** Tests of pages as a browser shows them. */
const BROWSER_TESTS = "test/browser/*.test.ts";

/** Tests that mock modules, which must not be shared with other tests. */
const MOCKING_TESTS = ["test/http/warm.test.ts"];

const workerd = () =>
  cloudflareTest({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: { bindings: { PUBLIC_ORIGIN: "" } },
  });

/** Loading every module anew for each test file would take longer than the tests; only mocks need it. */
const SHARED = { isolate: false } as const;

export default defineConfig({
  test: {
    globalSetup: ["test/support/build-store.ts"],
    // No test depends on another, and each is quick; the few that need longer say why.
    sequence: { shuffle: true },
    testTimeout: 5_000,
    projects: [
      {
        extends: true,
        // Some libraries name source maps that they do not ship; Vite warns of each.
        logLevel: "error",
        plugins: [workerd()],
        test: {
          name: "workerd",
          ...SHARED,
          include: ["test/**/*.test.ts"],
          exclude: [NODE_TESTS, PROCESS_TESTS, BROWSER_TESTS, ...MOCKING_TESTS],
        },
      },
      {
        extends: true,
        logLevel: "error",
        plugins: [workerd()],
        test: { name: "mocks", include: MOCKING_TESTS, isolate: true },
      },
      {
        extends: true,
        plugins: [assetsAsBytes()],
        test: {
          name: "node",
          ...SHARED,
          include: [NODE_TESTS],
          // Commands call the program by its own name, whichever npm script runs the tests.
          env: { npm_lifecycle_event: "" },
        },
      },
      {
        extends: true,
        test: { name: "process", ...SHARED, include: [PROCESS_TESTS] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          ...SHARED,
          include: [BROWSER_TESTS],
          globalSetup: ["test/support/browser-setup.ts"],
          // A page is loaded, drawn and inspected in several sizes, in a browser that shares the machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
