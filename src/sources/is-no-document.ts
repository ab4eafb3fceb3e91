/** How images and fonts begin. */
const MAGIC =
  /^(?:\x89PNG|\xFF\xD8\xFF|GIF8[79]a|RIFF.{4}WEBP|BM.{4}\0{4}|\0\0\x01\0|.{4}ftyp|wOF[F2]|OTTO|ttcf|\0\x01\0\0)/s;
/** How pages and feeds begin, whatever they are called. */
const DOCUMENT =
  /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|rss|feed|rdf:RDF|opml)\b/i;
const NAMES =
  /\.(?:css|scss|less|m?js|cjs|map|png|jpe?g|gif|webp|avif|svgz?|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|m4a)$/i;
/** How far it is looked into. */
const HEAD = 1000;

/** Tells whether a file is plainly no document but what one is shown with: by what it holds, then by its name. */
export function isNoDocument(name: string, bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString(
    "latin1",
  );
  return MAGIC.test(head) || (NAMES.test(name) && !DOCUMENT.test(head));
}
