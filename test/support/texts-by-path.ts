import { SaxesParser } from "saxes";

/** What a document says where: `feed/entry/title` for the text of elements, `feed/link@href` for attributes. */
export type TextsByPath = Readonly<Record<string, readonly string[]>>;

/** Reads `document` with saxes. @throws where it is not well-formed, or a prefix of a name is not declared */
export function textsByPath(document: string): TextsByPath {
  const texts: Record<string, string[]> = {};
  const open: { path: string; text: string }[] = [];
  const keep = (path: string, text: string) => {
    texts[path] ??= [];
    texts[path].push(text);
  };
  const read = (text: string) => {
    const innermost = open.at(-1);
    if (innermost) innermost.text += text;
  };

  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const outer = open.at(-1);
    const path = outer ? `${outer.path}/${name}` : name;
    open.push({ path, text: "" });
    for (const [key, { value }] of Object.entries(attributes)) keep(`${path}@${key}`, value);
  });
  parser.on("text", read);
  parser.on("cdata", read);
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed) keep(closed.path, closed.text);
  });
  parser.write(document).close();
  return texts;
}
