/** Returns what the operator types for this program, by how he called it. */
export function programName(script = process.env.npm_lifecycle_event): string {
  if (script === undefined) return "lanmu";
  return script === "npx" ? "npx lanmu" : "npm run articles --";
}
