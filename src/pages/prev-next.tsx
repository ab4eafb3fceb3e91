import type { Article } from "../domain/article.ts";
import { articlePath } from "../domain/paths.ts";
import { typesetText } from "../html/typeset.ts";
import type { PageContext } from "./page-context.ts";

/** The articles of the same column that were published just after and just before one. */
export interface Neighbours {
  readonly newer?: Article | undefined;
  readonly older?: Article | undefined;
}

/** The ways to the articles before and after one. */
export function Around({ newer, older, context }: Neighbours & { readonly context: PageContext }) {
  const { messages } = context;
  if (!newer && !older) return null;
  return (
    <nav class="around" aria-label={messages.neighbours}>
      {newer && (
        <a rel="prev" href={articlePath(newer.id)}>
          <small>{messages.newer}</small> <Title of={newer} context={context} />
        </a>
      )}
      {older && (
        <a rel="next" href={articlePath(older.id)}>
          <small>{messages.older}</small> <Title of={older} context={context} />
        </a>
      )}
    </nav>
  );
}

function Title({ of, context }: { readonly of: Article; readonly context: PageContext }) {
  const language = of.language ?? context.site.language;
  return <span lang={language}>{typesetText(of.title, language)}</span>;
}
