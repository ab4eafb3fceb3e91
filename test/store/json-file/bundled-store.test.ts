import { bundled } from "../../support/serve.ts";
import { snapshotContract } from "../snapshot-contract.ts";

snapshotContract("bundledStore()", async (document) => bundled(document));
