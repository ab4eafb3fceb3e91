import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "vitest/config";

const PREFIX = "\0bytes-of:";

/** Hands a test in Node what the service needs as bytes, as the rule of `wrangler.toml` hands it to the Worker. */
export function assetsAsBytes(): Plugin {
  return {
    name: "assets-as-bytes",
    enforce: "pre",
    resolveId(source, importer) {
      if (!/\/assets\/[^/]+$|\/build\/character-variants$/.test(source) || importer === undefined)
        return null;
      // Without its ending, or it would be taken for a style sheet or a script.
      return `${PREFIX}${Buffer.from(resolve(dirname(importer), source)).toString("hex")}`;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const path = Buffer.from(id.slice(PREFIX.length), "hex").toString();
      const bytes = (await readFile(path)).toString("base64");
      return `export default Uint8Array.from(atob("${bytes}"), (c) => c.charCodeAt(0)).buffer;`;
    },
  };
}
