import type { Kind } from "./document-kind.ts";
import type { SourceDocument } from "./draft.ts";

/** How much of a text is looked at. */
const BEGINNING = 20_000;
const NAMED = /\.(?:css|scss|less|[mc]?[jt]s|[jt]sx|map)(?:[?#].*)?$/i;
const COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|^[^\S\n]*\/\/.*$/gm;
/** What ends a statement or a rule, or joins its parts, where prose has spaces or goes on. */
const STATEMENT = /[;{}][^\S\n]*$|[;}]\w|\w=\S|\w[({]/m;
const SIGNS = /[{}[\];=<>|&$\\_`]/g;
/** The share of such signs: prose has one in fifty letters, code one in ten. */
const SHARE = 0.06;

/**
 * Tells whether what was taken for a text is a script or a style: by its name, or by the signs that it is made
 * of. Nothing else marks a text as one; Markdown may show scripts.
 */
export function isCode({ name, text }: SourceDocument, kind: Kind): boolean {
  if (/^\s*</.test(text) || !["text", "Markdown", "HTML"].includes(kind)) return false;
  if (NAMED.test(name) || /^\uFEFF?#!/.test(text)) return true;
  if (kind !== "text") return false;
  const beginning = text.slice(0, BEGINNING);
  const bare = beginning.replace(COMMENT, "");
  if (bare.trim() === "") return true;
  const letters = bare.replace(/\s+/g, "").length;
  return STATEMENT.test(bare) && /[{}=]/.test(bare) && (bare.match(SIGNS)?.length ?? 0) / letters > SHARE;
}
