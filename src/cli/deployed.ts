import { configuredOrigin } from "../operator/configured-origin.ts";
import { checkReport, readStore } from "../store/json-file/store-file.ts";
import { publicOriginProblem } from "./public-origin.ts";
import { undeployedReason } from "./undeployed-reason.ts";

/** `npm run deployed`: exits with 0 if the service serves the `articles.json` of this folder; else says why not, and exits with 1. */
async function deployed(): Promise<void> {
  const origin = await configuredOrigin(process.env);
  const read = await readStore("articles.json", new Date());
  const reason =
    publicOriginProblem(origin) ??
    (read.ok
      ? await undeployedReason(origin, new Date(read.store.updated))
      : checkReport("articles.json", read));
  if (reason === undefined) {
    console.log(`${origin} serves this articles.json`);
    return;
  }
  console.error(reason);
  process.exitCode = 1;
}

await deployed();
