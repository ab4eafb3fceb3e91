import type { ArticleImage } from "../domain/article.ts";
import { omitUndefined } from "../domain/omit-undefined.ts";
import { xmlSafeText } from "../domain/text.ts";
import { singleLine } from "./content/text.ts";
import { webAddress } from "./content/web-address.ts";

/** What a document states about a picture; any of it may be wrong. */
export interface StatedImage {
  readonly url?: string | null | undefined;
  readonly width?: number | string | null | undefined;
  readonly height?: number | string | null | undefined;
  readonly type?: string | null | undefined;
  readonly alt?: string | null | undefined;
}

const MAX_PIXELS = 100_000;
const IMAGE_TYPE = /^image\/[A-Za-z0-9][A-Za-z0-9.+-]*$/;

/** Returns what is right of `stated`, its address resolved against `base`; `undefined` if it has no usable address. */
export function articleImage(stated: StatedImage, base: string | undefined): ArticleImage | undefined {
  const url = webAddress(stated.url, base);
  if (url === undefined) return undefined;
  const type = stated.type?.split(";")[0]?.trim() ?? "";
  return omitUndefined<ArticleImage>({
    url,
    width: pixels(stated.width),
    height: pixels(stated.height),
    type: IMAGE_TYPE.test(type) ? type : undefined,
    alt: singleLine(xmlSafeText(stated.alt ?? "")),
  });
}

function pixels(size: StatedImage["width"]): number | undefined {
  const number = Number(String(size ?? "").replace(/\s*px\s*$/i, ""));
  return Number.isInteger(number) && number > 0 && number <= MAX_PIXELS ? number : undefined;
}
