import type { FormerNames } from "../../domain/former-names.ts";
import { programName } from "../../operator/program-name.ts";
import { UserError } from "../../operator/user-error.ts";
import { canAsk, withPrompt } from "../terminal/ask.ts";
import type { CommandContext } from "../terminal/command-context.ts";
import { openWriter } from "./open-store.ts";
import { redirectFeeds, SCOPE_FORMS } from "./redirect-feeds.ts";

/** How many ended feeds are listed by name. */
const MAX_LISTED = 5;

/** Returns how an operator writes the authors and tags whose last article is gone. */
function endedScopes({ authors, tags }: FormerNames): readonly string[] {
  return [...authors.map((name) => `author:${name}`), ...tags.map((tag) => `tag:${tag}`)];
}

/**
 * Tells an operator which feeds a change leaves without an article, or would, and how to redirect their subscribers; and
 * which named feeds select by these authors and tags.
 */
export async function warnOfEmptyFeeds(
  ended: FormerNames,
  { dryRun }: { readonly dryRun: boolean },
  context: CommandContext,
): Promise<void> {
  const { warn } = context;
  const scopes = endedScopes(ended);
  for (const scope of scopes.slice(0, MAX_LISTED)) {
    warn(
      dryRun
        ? `the feeds of ${scope} would have no article any more`
        : `the feeds of ${scope} have no article any more, and stay empty; ${howToRedirect(scope)}`,
    );
  }
  if (scopes.length > MAX_LISTED) warn(`… and those of ${scopes.length - MAX_LISTED} more`);
  if (scopes.length === 0) return;
  const feeds = await openWriter(context).read(async (articles) => articles.feeds);
  for (const { slug, filter } of feeds) {
    const named = endedScopes({
      authors: ended.authors.filter(
        (name) => filter.authors?.includes(name) || filter.notAuthors?.includes(name),
      ),
      tags: ended.tags.filter((tag) => filter.tags?.includes(tag) || filter.notTags?.includes(tag)),
    });
    if (named.length > 0)
      warn(
        `the feed ${slug} selects by ${named.join(", ")}; to change that: ${programName()} feed edit ${slug}`,
      );
  }
}

/** Tells which feeds a change leaves without an article; on a terminal, asks where their subscribers are to go. */
export async function offerRedirects(
  ended: FormerNames,
  options: { readonly dryRun: boolean },
  context: CommandContext,
): Promise<void> {
  await warnOfEmptyFeeds(ended, options, context);
  if (!options.dryRun) await askForRedirects(endedScopes(ended), context);
}

/** Tells that the feeds of a column or a named feed are gone; on a terminal, asks where their subscribers are to go. */
export async function offerScopeRedirect(scope: string, context: CommandContext): Promise<void> {
  context.warn(`the feeds of ${scope} are gone; ${howToRedirect(scope)}`);
  await askForRedirects([scope], context);
}

function howToRedirect(scope: string): string {
  return `to send their subscribers elsewhere: ${programName()} redirect "${scope}" <${SCOPE_FORMS}>`;
}

async function askForRedirects(scopes: readonly string[], context: CommandContext): Promise<void> {
  if (scopes.length === 0 || context.json || !canAsk(context)) return;
  for (const [scope, to] of await askForEach(scopes, context)) {
    try {
      await redirectFeeds(openWriter(context), scope, to);
      context.warn(`redirected ${scope}: to ${to}`);
    } catch (error) {
      // The change itself is written, so it does not fail.
      if (!(error instanceof UserError)) throw error;
      context.warn(error.message);
    }
  }
}

/** Asks where to redirect each of `scopes`; returns those with an answer. Ctrl-C and Ctrl-D answer nothing. */
async function askForEach(
  scopes: readonly string[],
  context: CommandContext,
): Promise<readonly (readonly [scope: string, to: string])[]> {
  const answers: (readonly [string, string])[] = [];
  try {
    await withPrompt(context, async ({ ask }) => {
      for (const scope of scopes) {
        const to = await ask(`Redirect ${scope} to (may be empty): `);
        if (to !== "") answers.push([scope, to]);
      }
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return answers;
}
