import { UserError } from "../../operator/user-error.ts";
import type { Draft, Reader } from "../draft.ts";
import { htmlPage } from "./html-page.ts";

/** What servers call a list of the files in a folder. */
const LISTING = /^(?:index of|directory listing for|directory:?) ?\//i;
/** What no list of links says besides them, and what every article does. */
const [MUCH, LITTLE] = [200, 20];

/** Reads a page as {@linkcode htmlPage} does; the other articles that it lists are kept where it is none itself. */
export const articlePage: Reader = async (document, context) => {
  const { drafts } = await htmlPage(document, context);
  const [page, ...others] = drafts;
  if (!page || isArticle(page)) return { drafts };
  if (others.length > 0) return { drafts: others };
  throw new UserError("Has no article text, only links or a few words; give the page of one article");
};

/** Tells whether a page says who wrote it or when, or more than its links do. */
function isArticle({ title, published, authors, editors, source, content = "" }: Draft): boolean {
  if (LISTING.test(title)) return false;
  const isSigned = Boolean(published || source) || authors.length + editors.length > 0;
  const links = [...content.matchAll(/<a\b[^>]*>(.*?)<\/a>/gs)].map(([, text]) => text);
  // Counting letters takes time, and there are thousands of pages.
  if (isSigned && links.length === 0) return true;
  const linked = lettersOf(links.join(""));
  const free = lettersOf(content) - linked;
  const isShown = /<(?:img|audio|video)\b/.test(content);
  if (free < LITTLE && free < linked && !isShown) return false;
  return isSigned || free >= MUCH || (free >= linked && (free >= LITTLE || isShown));
}

function lettersOf(html: string): number {
  return html.replace(/<[^>]*>|[^\p{L}\p{N}]+/gu, "").length;
}
