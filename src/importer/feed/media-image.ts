import type { MediaNs } from "feedsmith";

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;

/** Returns the address of the picture that Media RSS gives an entry. */
export function mediaImage(media: MediaNs.ItemOrFeed | undefined): string | undefined {
  const contents = [
    ...(media?.contents ?? []),
    ...(media?.groups ?? []).flatMap(({ contents = [] }) => contents),
  ];
  const image = contents.find(
    ({ medium, type, url = "" }) =>
      medium === "image" || type?.startsWith("image/") || (medium === undefined && IMAGE_FILE.test(url)),
  );
  const thumbnails = [media, ...contents, ...(media?.groups ?? [])].flatMap((part) => part?.thumbnails ?? []);
  return image?.url ?? thumbnails[0]?.url;
}
