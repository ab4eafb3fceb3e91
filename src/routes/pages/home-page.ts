import { homePage as pageOf } from "../../pages/home-page.tsx";
import type { Handler } from "../handler.ts";
import { htmlDocument, pageContext } from "./html-document.ts";

/** How many articles the front page lists: of the whole site, and of each column. */
const NEWEST = 5;
const OF_A_COLUMN = 3;

/** `GET /` as a page: what is new, and each column with its newest articles. */
export const homePage: Handler = async ({ edition, origin }) => {
  const { articles: newest } = await edition.list({}, { limit: NEWEST });
  const columns = await Promise.all(
    edition.columns.map(async (column) => {
      const selection = { columns: [column.slug] };
      const [{ articles }, { count }] = await Promise.all([
        edition.list(selection, { limit: OF_A_COLUMN }),
        edition.tally(selection),
      ]);
      return { column, count, articles };
    }),
  );
  return htmlDocument(pageOf({ newest, columns }, pageContext(edition, origin)));
};
