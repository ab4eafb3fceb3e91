import { programName } from "../../operator/program-name.ts";

/** Returns what an operator is told where no store is. */
export function noSuchStore(file: string): string {
  return `there is no such file; name the store with --store, or make one with "${programName()} --store ${file} init"`;
}
