import type { Page } from "../../html/page.tsx";
import { problemPage as htmlOf } from "../../html/problem-page.tsx";
import type { Problem } from "../../http/problem.ts";
import type { Edition } from "../../store/article-store.ts";
import { pageContext } from "./html-document.ts";

/** Returns the page that says what is wrong. */
export function problemPage(problem: Problem, edition: Edition, origin: string): Page {
  const { type, status } = problem;
  return htmlOf({ type, status }, pageContext(edition, origin));
}
