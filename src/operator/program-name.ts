/** The command that an operator types to run this program, from the npm script that started it. */
export function programName(script = process.env.npm_lifecycle_event): string {
  if (!script) return "lanmu";
  return script === "npx" ? "npx lanmu" : "npm run articles --";
}
