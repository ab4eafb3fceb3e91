import { subjectDocument } from "../api/subject-document.ts";
import { siteScope } from "../domain/feed-scope.ts";
import { columnDocuments } from "./columns.ts";
import type { Handler } from "./handler.ts";
import { jsonDocument } from "./json-document.ts";

/** `GET /`: the publication, its feeds, its columns, and where everything else is. */
export const indexDocument: Handler = async ({ edition, origin }) => {
  const { site } = edition;
  return jsonDocument({
    ...subjectDocument(siteScope(site, []), await edition.tally({}), origin),
    language: site.language,
    home_page_url: site.url,
    ...(site.rights !== undefined && { rights: site.rights }),
    columns: await columnDocuments(edition, origin),
    articles_url: `${origin}/articles.json`,
    // RFC 6570 templates: an id, or a name, stands for the braces.
    article_url_template: `${origin}/articles/{id}.json`,
    author_url_template: `${origin}/authors/{author}.json`,
    tag_url_template: `${origin}/tags/{tag}.json`,
    columns_url: `${origin}/columns.json`,
    openapi_url: `${origin}/openapi.json`,
    health_url: `${origin}/health`,
  });
};
