import type { Problem } from "../../http/problem.ts";
import type { Page } from "../../pages/page.tsx";
import { problemPage as htmlOf } from "../../pages/problem-page.tsx";
import type { Snapshot } from "../../store/article-store.ts";
import { pageContext } from "./html-document.ts";

/** Returns the page that says what is wrong. */
export function problemPage(problem: Problem, edition: Snapshot, origin: string): Page {
  const { type, status } = problem;
  return htmlOf({ type, status }, pageContext(edition, origin));
}
