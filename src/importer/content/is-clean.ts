import { contentProblems } from "../../html/check-content.ts";

/** Tells whether the store takes `html` as it is, with nothing around it. */
export function isClean(html: string): boolean {
  return html === html.trim() && contentProblems(html, false).length === 0;
}
