import { findingLine, type ReadStore } from "./store-file.ts";

/** Returns what an operator is told of the store in `file`: every problem, a line each, or that there is none. */
export function checkReport(file: string, read: ReadStore): string {
  if (read.ok) {
    const { columns, articles } = read.store;
    return `${file}: ${columns.length} columns, ${articles.length} articles, no problems`;
  }
  return [
    ...read.findings.map((finding) => findingLine(file, finding)),
    `${file}: ${read.findings.length} problem(s); nothing is served or deployed until they are mended`,
  ].join("\n");
}
