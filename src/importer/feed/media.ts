import type { MediaNs } from "feedsmith";
import { omitUndefined } from "../../domain/omit-undefined.ts";
import type { StatedImage } from "../article-image.ts";
import { htmlText, textOrHtml } from "./feed-text.ts";

type Media = MediaNs.ItemOrFeed;

/** A file that belongs to an entry: an enclosure, or a file of Media RSS. */
export interface MediaFile {
  readonly url?: string;
  readonly type?: string;
  readonly medium?: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDefault?: boolean;
  readonly description?: { readonly value?: string; readonly type?: string };
}

/** The files of an entry. */
interface EntryFiles {
  /** The best picture. */
  readonly image?: StatedImage;
  /** The addresses of all pictures, without other sizes of the same. */
  readonly pictures: readonly string[];
  /** The addresses of the files that are no pictures. */
  readonly attachments: readonly string[];
}

const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;
/** The picture of an author, which some programs list before the pictures of the entry. */
const AVATAR = /^(?:https?:)?\/\/(?:[^/]*\.)?gravatar\.com\/avatar\//i;
/** Players of a video that the page of the entry shows. */
const PLAYER_TYPE = /^(?:application\/x-shockwave-flash|text\/html)\b/i;
/** The roles of Media RSS in which somebody is an author. */
const AUTHOR_ROLE = /^(?:author|writer|reporter|creator|owner|uploader)$/i;

/** Returns the files that Media RSS and `enclosures` state of an entry; `fallback` is its image if they have none. */
export function entryFiles(
  media: Media | undefined,
  enclosures: readonly MediaFile[] = [],
  fallback?: string,
): EntryFiles {
  const single = (media?.contents ?? []).filter(({ url = "" }) => !AVATAR.test(url));
  const groups = (media?.groups ?? []).map(({ contents = [] }) => contents);
  const thumbnails = [media, ...single, ...(media?.groups ?? []), ...groups.flat()].flatMap(
    (part) => part?.thumbnails ?? [],
  );
  const pictures = [...single, ...groups.flat()].filter(isPicture);
  const enclosed = enclosures.filter(isPicture);
  const image = best(pictures) ?? best(enclosed) ?? best(thumbnails) ?? { url: fallback };

  // Pictures whose width is stated are usually one picture in several sizes, as those of a group are.
  const distinct = single.filter((file) => isPicture(file) && file.width === undefined);
  const files = [
    ...single,
    ...groups.flatMap((group) => (group.some(isPicture) ? [] : group.slice(0, 1))),
    ...enclosures,
  ];
  return omitUndefined<EntryFiles>({
    image: image.url === undefined ? undefined : image,
    pictures: addresses(distinct.length > 0 ? distinct : enclosed),
    attachments: addresses(files.filter((file) => !isPicture(file) && !PLAYER_TYPE.test(file.type ?? ""))),
  });
}

/**
 * Returns the title, the description (HTML) and the authors that Media RSS states of an entry. What it states of a
 * single file is usually a caption, and is used only of an entry that `isEmpty` otherwise.
 */
export function mediaTexts(media: Media | undefined, isEmpty: boolean) {
  const whole = [media, ...(media?.groups ?? [])];
  const parts = isEmpty ? [...whole, ...(media?.contents ?? [])] : whole;
  const title = parts.find((part) => part?.title?.value)?.title;
  const description = parts.find((part) => part?.description?.value)?.description;
  const credits = whole.flatMap((part) => part?.credits ?? []);
  return {
    title: title?.value && (title.type === "html" ? htmlText(title.value) : title.value),
    description: description?.value && textOrHtml(description.value, description.type),
    authors: credits.flatMap(({ value, role = "author" }) =>
      value && AUTHOR_ROLE.test(role) ? [value] : [],
    ),
  };
}

/** Returns the picture that is the default, or else the widest. */
function best(files: readonly MediaFile[]): StatedImage | undefined {
  const usable = files.filter(({ url }) => url !== undefined);
  const widest = usable.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0];
  const file = usable.find(({ isDefault }) => isDefault) ?? widest;
  if (!file) return undefined;
  const { url, width, height, type, description } = file;
  const alt = description?.type === "html" ? htmlText(description.value ?? "") : description?.value;
  return { url, width, height, type, alt };
}

function isPicture({ medium, type = "", url = "" }: MediaFile): boolean {
  if (medium !== undefined) return medium === "image";
  return /^image\b/i.test(type) || (IMAGE_FILE.test(url) && !/^(?:audio|video|text)\//i.test(type));
}

function addresses(files: readonly MediaFile[]): string[] {
  return [...new Set(files.flatMap(({ url }) => url ?? []))];
}
