const INSTRUCTIONS =
  'set it under [vars] in wrangler.toml, as PUBLIC_ORIGIN = "https://lanmu.<your account>.workers.dev", ' +
  "or in the environment of this command; every address in the feeds begins with it";

/** Explains in one line why `origin` cannot be deployed as PUBLIC_ORIGIN; returns `undefined` where it can be. */
export function publicOriginProblem(origin: string): string | undefined {
  const problem = originProblem(origin);
  return problem && `wrangler.toml PUBLIC_ORIGIN: ${problem}; ${INSTRUCTIONS}`;
}

function originProblem(origin: string): string | undefined {
  if (origin === "") return "found nothing";
  if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
    return `found "${origin}", which is not a scheme and host alone`;
  }
  return undefined;
}
