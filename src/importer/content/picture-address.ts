import { parseSrcset } from "srcset";

/** An attribute of an element. */
interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** Where a picture is. */
interface FoundPicture {
  /** Absent if the picture has no usable address. */
  readonly address?: string;
  /** It has an address that is not usable, and no other: readers of the page saw it, readers of feeds cannot. */
  readonly isLost: boolean;
}

/**
 * The attributes that keep the address of a picture which a script loads when it scrolls into view, the most
 * reliable first. `src` then has a placeholder, or a small copy.
 */
const LATE_ATTRIBUTES: ReadonlyMap<string, number> = new Map(
  "data-src data-original data-lazy-src data-lazy data-actualsrc data-actual-src data-original-src data-origin-src data-orig-src data-real-src data-realsrc real_src real-src realsrc original _src zoomfile file lazy-src lazy_src lazysrc lazyload lay-src data-lazyload data-lazyload-src data-lazysrc data-lazy-original data-lazy-load-src data-echo data-ks-lazyload data-ll-src data-cfsrc data-defer-src data-pagespeed-lazy-src data-delay-src data-deferred-src data-async-src data-load-src data-loadsrc data-backsrc"
    .split(" ")
    .map((name, index) => [name, index]),
);
/** The names of other attributes that may have an address. */
const ADDRESS_NAME =
  /src|orig|lazy|late|load|url|img|image|pic|photo|file|full|large|big|zoom|retina|hi-?res/i;
/** The names of attributes that have something else, or the address of another picture. */
const OTHER_NAME =
  /^on|^(?:src|alt|title|class|id|style|usemap|longdesc)$|srcset|alt|title|name|caption|desc|link|meta|avatar|icon|logo|default|error|fallback|holder|loading|blur|lqip|share|poster/i;
const TEXT_ATTRIBUTES: ReadonlySet<string> = new Set(["alt", "title", "class", "id", "style"]);
const SMALL_NAME = /small|medium|mini|low|tiny|thumb|preview/i;

const PICTURE_FILE = /\.(?:jpe?g|jfif|png|gif|webp|avif|bmp|svg)(?:[?#!@_/]|$)/i;
const OTHER_FILE = /\.(?:s?html?|js|css|json|xml|pdf|mp[34]|m3u8|webm|og[agv])(?:[?#]|$)/i;
/** JSON, templates, and what is no address for another reason. */
const NO_ADDRESS = /^[[{]|[{}<>"]|^\d+(?:[./]\d+)?$/;
/** Far more than any real list has. */
const MAX_SRCSET_LENGTH = 8_000;

/** The names of files that stand in for a picture until it is loaded. */
const PLACEHOLDER_FILE = new RegExp(
  `^(?:${[
    "(?:[a-z\\d]+[-_.]){0,2}(?:blank|loading|loader|wait|lazy(?:[-_]?load(?:ing|er)?)?|spacer|place-?holder|transparent|trans|shim|1x1|1px)",
    "(?:none|empty|clear|pixel|gr[ae]y|white|s|no-?(?:pic|img|image))",
  ].join("|")})(?:[-_.]?(?:pixel|img|image|pic|bg|\\d{1,4}(?:x\\d{1,4})?))?\\.(gif|png|svg|webp|jpe?g)$`,
);
/** A real picture as a `data:` address is longer. */
const MAX_PLACEHOLDER_DATA = 300;

/**
 * Finds the address of the picture that an `img` or `source` with these attributes shows, also if a script loads it
 * later; of several sizes, the widest. A placeholder is only the result if it might be a real picture.
 */
export function pictureAddress(
  attributes: readonly Attribute[],
  isUsable: (address: string) => boolean,
): FoundPicture {
  const source = attributes.find(({ name }) => name === "src")?.value.trim() ?? "";
  let isLost = false;
  for (const address of candidates(attributes, source)) {
    if (isPlaceholder(address)) continue;
    if (isUsable(address)) return { address, isLost: false };
    isLost ||= !/^(?:about:|javascript:|#|$)/i.test(address);
  }
  const isKept = /\.jpe?g(?:[?#]|$)/i.test(source) && isUsable(source);
  return isKept ? { address: source, isLost: false } : { isLost };
}

/** Tells whether an attribute other than `src` may have the address of a picture, from which a script loads it. */
export function mayHoldAddress(name: string, value: string): boolean {
  return name !== "src" && !TEXT_ATTRIBUTES.has(name) && (name.includes("src") || PICTURE_FILE.test(value));
}

/** Tells whether an address names a file that is certainly a picture. */
export function isPictureFile(address: string): boolean {
  return PICTURE_FILE.test(address);
}

/** Yields what may be the address of the picture, the most reliable first. */
function* candidates(attributes: readonly Attribute[], source: string): Generator<string> {
  for (const { name, value } of attributes)
    if (name !== "srcset" && /src-?set$/.test(name)) yield* srcsetAddresses(value);
  const late = attributes.filter(({ name }) => LATE_ATTRIBUTES.has(name));
  late.sort((a, b) => rank(a) - rank(b));
  for (const { value } of late) yield* lateAddresses(value);
  for (const { name, value } of attributes) if (name === "srcset") yield* srcsetAddresses(value);
  if (source !== "") yield source;
  const others = attributes.filter(
    ({ name, value }) => !OTHER_NAME.test(name) && (ADDRESS_NAME.test(name) || isPictureFile(value)),
  );
  for (const isSmall of [false, true])
    for (const { name, value } of others) if (SMALL_NAME.test(name) === isSmall) yield* lateAddresses(value);
}

function rank({ name }: Attribute): number {
  return LATE_ATTRIBUTES.get(name) ?? LATE_ATTRIBUTES.size;
}

/** Yields the addresses in an attribute that may have something else, such as `true`. */
function* lateAddresses(value: string): Generator<string> {
  const text = value.trim();
  if (/\s\d+(?:\.\d+)?[wx](?:\s*,|$)/.test(text.slice(0, MAX_SRCSET_LENGTH))) yield* srcsetAddresses(text);
  else if (/^data:/i.test(text)) yield text;
  else if (!NO_ADDRESS.test(text) && !OTHER_FILE.test(text) && (text.includes("/") || isPictureFile(text)))
    yield text;
}

/** Yields the addresses of a `srcset`, the widest first (HTML, "Images", §4.8.4.2). */
function* srcsetAddresses(value: string): Generator<string> {
  if (value.length > MAX_SRCSET_LENGTH || NO_ADDRESS.test(value.trim())) return;
  const images = parseSrcset(value).toSorted(
    (a, b) => (b.width ?? 0) - (a.width ?? 0) || (b.density ?? 1) - (a.density ?? 1),
  );
  for (const { url } of images) yield url;
}

function isPlaceholder(address: string): boolean {
  if (/^data:/i.test(address)) return address.length <= MAX_PLACEHOLDER_DATA;
  const path = address.replace(/[?#].*$/s, "");
  return PLACEHOLDER_FILE.test(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
}
