import { bundledStore } from "../../../src/store/json-file/bundled-store.ts";
import { storeContract } from "../store-contract.ts";

storeContract("bundledStore()", async (document) => bundledStore(document));
