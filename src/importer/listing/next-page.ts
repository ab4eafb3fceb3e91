import { elementText, type PageDocument } from "../page/page-dom.ts";
import { isSameSite, listedAddress } from "./listed-address.ts";

const NEXT_TEXT =
  /^[\s[\]【】()（）|]*(?:下一?页|后一?页|下页|next(?: page)?|older(?: posts| entries)?|[›»→]|>{1,2})[\s[\]【】()（）|›»→>]*$/i;
/** The script with which TRS, a content management system of many Chinese newspapers, writes the pager. */
const TRS_PAGER =
  /createPageHTML\(\s*(?<count>\d+)\s*,\s*(?<index>\d+)\s*,\s*["'](?<name>[\w-]+)["']\s*,\s*["'](?<extension>\w+)["']/;

/** Returns the address of the next page of the list at `address`; `undefined` if the page names none. */
export function nextPage(
  page: PageDocument,
  html: string,
  { address, base }: { readonly address: string; readonly base: string },
): string | undefined {
  const declared = page.querySelector("link[rel~=next], a[rel~=next]")?.getAttribute("href");
  const linked = [...page.getElementsByTagName("a")]
    .find((link) => NEXT_TEXT.test(elementText(link) ?? ""))
    ?.getAttribute("href");
  const next = listedAddress(declared ?? linked, base) ?? listedAddress(scriptedPage(html), address);
  return next !== undefined && isSameSite(next, address) && next !== listedAddress(address, base)
    ? next
    : undefined;
}

function scriptedPage(html: string): string | undefined {
  const found = TRS_PAGER.exec(html)?.groups;
  if (!found) return undefined;
  const next = Number(found.index) + 1;
  return next < Number(found.count) ? `${found.name}_${next}.${found.extension}` : undefined;
}
