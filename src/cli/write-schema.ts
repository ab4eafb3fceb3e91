import { writeFile } from "node:fs/promises";
import { storeSchema } from "../store/json-file/store-document.ts";

/** `npm run schema`: writes `articles.schema.json` again. */
await writeFile("articles.schema.json", `${JSON.stringify(storeSchema(), null, 2)}\n`);
