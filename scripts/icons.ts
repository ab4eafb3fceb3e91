import { writeFile } from "node:fs/promises";
import { drawnIcons } from "./drawn-icons.ts";

// `npm run icons`: draws the icons anew after `icon.svg` has changed.
for (const { path, bytes } of await drawnIcons()) {
  await writeFile(path, bytes);
  console.log(`${path}: ${bytes.length} bytes`);
}
