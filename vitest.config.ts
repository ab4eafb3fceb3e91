import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { assetsAsBytes } from "./test/support/assets-as-bytes.ts";

// Tests run in workerd unless the end of their name says otherwise.

/** Long random runs and hostile documents, which `npm run test:fast` leaves out. */
const LONG_TESTS = "test/**/*.long.test.ts";
const LONG_NODE_TESTS = "test/**/*.long.node.test.ts";

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

/**
 * The files of a project share their modules, since loading all of them for each file would take longer than the
 * tests; so the projects run one after another, in the order of their numbers.
 */
function shared(groupOrder: number) {
  return { isolate: false, sequence: { groupOrder } } as const;
}

/** Commands call the program by its own name, whichever npm script runs the tests. */
const COMMAND_LINE = { npm_lifecycle_event: "" };

export default defineConfig({
  test: {
    globalSetup: ["test/support/build-store.ts"],
    // No test depends on another, and each is quick; the few that need longer say why.
    sequence: { shuffle: true },
    testTimeout: 5_000,
    projects: [
      {
        ...inWorkerd(),
        test: {
          name: "workerd",
          ...shared(1),
          include: ["test/**/*.test.ts"],
          exclude: [LONG_TESTS, NODE_TESTS, PROCESS_TESTS, BROWSER_TESTS, ...MOCKING_TESTS],
        },
      },
      {
        ...inWorkerd(),
        test: { name: "workerd-mocks", sequence: { groupOrder: 7 }, include: MOCKING_TESTS },
      },
      { ...inWorkerd(), test: { name: "workerd-long", ...shared(2), include: [LONG_TESTS] } },
      {
        extends: true,
        // As in workerd.
        logLevel: "error",
        plugins: [assetsAsBytes()],
        test: {
          name: "node",
          ...shared(3),
          include: [NODE_TESTS],
          exclude: [LONG_NODE_TESTS],
          env: COMMAND_LINE,
          // It imports JSON as Node.js does not.
          server: { deps: { inline: ["@actions/workflow-parser"] } },
        },
      },
      {
        extends: true,
        plugins: [assetsAsBytes()],
        test: { name: "node-long", ...shared(4), include: [LONG_NODE_TESTS], env: COMMAND_LINE },
      },
      {
        extends: true,
        test: { name: "process", ...shared(5), include: [PROCESS_TESTS] },
      },
      {
        extends: true,
        test: {
          name: "browser",
          ...shared(6),
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
