import type { AddCommand } from "../terminal/command-context.ts";
import { examples } from "../terminal/examples.ts";
import { openWriter } from "./open-store.ts";
import { redirectFeeds, SCOPE_FORMS } from "./redirect-feeds.ts";

const NOTES = `
For an author who is renamed, a tag or a column that is given up: readers follow
the redirect, and some of them store the new address.
`;

/** `redirect <from> <to>`: sends the subscribers of feeds that have ended to other feeds. */
export const redirect: AddCommand = (program, context) => {
  program
    .command("redirect")
    .description("send the subscribers of feeds that have ended to other feeds")
    .argument("<from>", `whose feeds have ended: ${SCOPE_FORMS}`)
    .argument("<to>", "whose feeds they get instead, written alike")
    .addHelpText(
      "after",
      NOTES + examples('redirect "author:Li Xiaohai" "author:Li Hai"', "redirect column:letters site"),
    )
    .action(async (from: string, to: string) => {
      const changed = await redirectFeeds(openWriter(context), from, to);
      context.print(`${changed ? "redirected" : "unchanged"} ${from}: to ${to}`, { from, to, changed });
    });
};
