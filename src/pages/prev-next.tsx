import type { ArticleHead } from "../domain/article.ts";
import { articlePath } from "../domain/paths.ts";
import { typesetText } from "../domain/typeset.ts";
import type { PageContext } from "./page-context.ts";

/** The articles of the same column just before and just after one. */
export interface PrevNextArticles {
  readonly newer?: ArticleHead | undefined;
  readonly older?: ArticleHead | undefined;
}

/** Links to the articles before and after one. */
export function PrevNext({ newer, older, context }: PrevNextArticles & { readonly context: PageContext }) {
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

function Title({ of, context }: { readonly of: ArticleHead; readonly context: PageContext }) {
  const language = of.language ?? context.site.language;
  return <span lang={language}>{typesetText(of.title, language)}</span>;
}
