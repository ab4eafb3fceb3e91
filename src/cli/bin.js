#!/usr/bin/env node
import { register } from "tsx/esm/api";

// `npx lanmu …`: Node 20 does not run TypeScript by itself.
register();
await import("./main.ts");
