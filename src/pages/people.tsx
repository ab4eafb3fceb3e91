import type { Person } from "../domain/article.ts";
import { authorPath } from "../domain/paths.ts";
import type { PageContext } from "./page-context.ts";

/** The authors of an article, each with a link to their articles, and with their role. */
export function People({
  people,
  context,
}: {
  readonly people: readonly Person[];
  readonly context: PageContext;
}) {
  const { messages } = context;
  return people.map(({ name, about }) => (
    <span class="person" key={name}>
      <a href={authorPath(name)} rel="author">
        {name}
      </a>
      {about !== undefined && <span class="office">{messages.about(about)}</span>}
    </span>
  ));
}
