import { withFile } from "../../store/json-file/file-contents.ts";
import { replaceFile } from "../../store/json-file/replace-file.ts";
import type { CopyableStore } from "../../store/store-contents.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { parseStoreName } from "./store-name.ts";

/** Opens the store called `name`, to copy all of it, or to make it what another store is. */
export async function openCopyable(name: string, context: CommandContext): Promise<CopyableStore> {
  const store = parseStoreName(name);
  if (store.kind === "file")
    return {
      name,
      read: (work) => withFile(name, context.now(), ({ contents }) => work(contents)),
      replace: (contents, options) => replaceFile(name, contents, options),
    };
  const db = await context.databases.open(store.isRemote);
  const [{ d1Contents }, { replaceStore }, { WORD_SEARCH: search }] = await Promise.all([
    import("../../store/d1/d1-contents.ts"),
    import("../../store/d1/replace-store.ts"),
    import("../../store/character-variants.ts"),
  ]);
  return {
    name,
    read: async (work) => work(await d1Contents(db, name)),
    replace: (contents, options) => replaceStore(db, contents, { ...options, name, search }),
  };
}
