import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { assetsAsBytes } from "./test/support/assets-as-bytes.ts";

/** Tests of what only Node has (files, processes, WebAssembly parsers) end in `.node.test.ts`. */
const NODE_TESTS = "test/**/*.node.test.ts";

/** Tests that start processes of their own, for what only a process shows. */
const PROCESS_TESTS = "test/**/*.process.test.ts";

/** Tests of pages as a browser shows them. */
const BROWSER_TESTS = "test/browser/**";

export default defineConfig({
  test: {
    globalSetup: ["test/support/refuse-broken-store.ts"],
    projects: [
      {
        extends: true,
        // Some libraries name source maps that they do not ship; Vite warns of each.
        logLevel: "error",
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: { PUBLIC_ORIGIN: "" } },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: [NODE_TESTS, PROCESS_TESTS, BROWSER_TESTS],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [assetsAsBytes()],
        test: {
          name: "node",
          include: [NODE_TESTS],
          // Commands name the program by its own name, whichever npm script runs the tests.
          env: { npm_lifecycle_event: "" },
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: "process", include: [PROCESS_TESTS], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [`${BROWSER_TESTS}/*.test.ts`],
          globalSetup: ["test/support/browser-setup.ts"],
          // Nothing is kept in modules, and what drives the browser takes long to load.
          isolate: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
