import type { ArticleImage } from "../domain/article.ts";
import { element, type XmlElement } from "./xml.ts";

/** Returns the `media:content` element of a picture, with what is known of it (Media RSS 1.5.1). */
export function mediaContent({ url, width, height, type, alt }: ArticleImage): XmlElement {
  const attributes = {
    url,
    medium: "image",
    ...(type !== undefined && { type }),
    ...(width !== undefined && { width: String(width) }),
    ...(height !== undefined && { height: String(height) }),
  };
  const description = alt === undefined ? [] : [element("media:description", { type: "plain" }, alt)];
  return element("media:content", attributes, ...description);
}
