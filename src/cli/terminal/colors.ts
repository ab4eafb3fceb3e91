import pc from "picocolors";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Functions that color a text, and whether they do. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Creates the colors of `stream`: on a terminal, and not where NO_COLOR is set (https://no-color.org). */
export function colors(stream: { readonly isTTY?: boolean | undefined }, env: Environment): Colors {
  return pc.createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb");
}
