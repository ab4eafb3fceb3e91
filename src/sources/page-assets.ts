/** The first bytes of images and fonts. */
const ASSET_SIGNATURE =
  /^(?:\x89PNG|\xFF\xD8\xFF|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0{4}|\0\0\x01\0|.{4}ftyp|wOF[F2]|OTTO|ttcf|\0\x01\0\0)/s;
/** The beginning of a page or feed, whatever its name is. */
const DOCUMENT_START =
  /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|rss|feed|rdf:RDF|opml)\b/i;
const ASSET_NAME =
  /\.(?:css|scss|less|m?js|cjs|map|png|jpe?g|gif|webp|avif|svgz?|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|m4a)$/i;
const SNIFF_BYTES = 1000;
const PAGE_EXTENSIONS = ["html", "htm", "xhtml"];

/** Tells whether a file is an image, font, style, script, sound or video of a page: by its content, then by its name. */
export function isPageAsset(name: string, bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SNIFF_BYTES));
  const text = start.toString("latin1");
  return ASSET_SIGNATURE.test(text) || (ASSET_NAME.test(name) && !DOCUMENT_START.test(text));
}

/** Tells whether `path` is in the folder `a_files` that a browser saves with the page `a.html`, one of `names`. */
export function isInAssetFolder(path: string, names: ReadonlySet<string>): boolean {
  return [...path.matchAll(/_files(?=\/|$)/g)].some(({ index }) =>
    PAGE_EXTENSIONS.some((extension) => names.has(`${path.slice(0, index)}.${extension}`)),
  );
}
