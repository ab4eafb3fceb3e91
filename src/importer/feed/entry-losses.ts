import { xmlSafeText } from "../../domain/text.ts";
import { addressLosses } from "../content/address-losses.ts";
import { singleLine } from "../content/text.ts";
import { webAddress } from "../content/web-address.ts";
import type { Loss } from "../loss.ts";
import type { FeedEntry } from "./feed-entry.ts";

/** A language tag in the form of BCP 47. */
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/;

/** Returns the language tag that a feed states, or `undefined` if it is none. */
export function languageTag(language: string | undefined): string | undefined {
  const tag = xmlSafeText(language ?? "")
    .trim()
    .replaceAll("_", "-");
  return LANGUAGE.test(tag) ? tag : undefined;
}

interface EntryLossContext {
  /** The entry is from a feed of this site, whose own addresses are not those of original pages. */
  readonly isOwn: boolean;
  /** The base of relative addresses. */
  readonly base: string | undefined;
}

/**
 * Tells whether the name of a person is an address. An e-mail address is not a name, and publishing it attracts spam.
 */
export function isNameless(name: string): boolean {
  return /^(?:mailto:)?\S+@\S+\.\S+$|^https?:\/\/\S+$/i.test(name);
}

/** Returns the names, addresses and language that an entry states and its draft lacks. */
export function entryLosses(entry: FeedEntry, { isOwn, base }: EntryLossContext): Loss[] {
  const { link, via, image, source, language = "" } = entry;
  const isLanguageRead = language.trim() === "" || languageTag(language) !== undefined;
  const people = [...entry.authors, ...entry.editors];
  const nameless = people.flatMap(({ name }) => {
    const line = singleLine(name);
    return !isOwn && line !== undefined && isNameless(line) ? [line] : [];
  });
  const named = people.filter(({ name }) => !nameless.includes(singleLine(name) ?? ""));
  const addresses = [isOwn ? undefined : link, via, source?.url, ...named.map(({ url }) => url)];
  return [
    ...nameless.map((text): Loss => ({ kind: "name", text })),
    ...addressLosses(addresses, base),
    ...addressLosses([image?.url ?? undefined], base, "pictures"),
    ...(isLanguageRead ? [] : [{ kind: "language", text: language } as const]),
  ];
}

/** Returns the dates that an entry states, by their text, and that were not read. */
export function dateLosses(dates: Readonly<Record<string, Date | undefined>>): Loss[] {
  return Object.entries(dates).flatMap(([text, date]) =>
    text.trim() === "" || date ? [] : [{ kind: "date", text: text.trim() }],
  );
}

/** Returns the files of an entry that are neither its image nor in its content. */
export function fileLosses(
  { pictures = [], attachments = [] }: FeedEntry,
  { content = "", image, base }: Record<"content" | "image" | "base", string | undefined>,
): Loss[] {
  if (pictures.length + attachments.length === 0) return [];
  const shown = new Set(
    [...content.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => fileKey(address)),
  );
  shown.add(fileKey(image));
  const countLost = (files: readonly string[]) => {
    const usable = files.flatMap((address) => webAddress(address, base) ?? []);
    return usable.filter((address) => !shown.has(fileKey(address))).length;
  };
  const lost = { pictures: countLost(pictures), attachments: countLost(attachments) };
  return (["pictures", "attachments"] as const).flatMap((kind) =>
    lost[kind] === 0 ? [] : [{ kind, count: lost[kind] }],
  );
}

/** Returns the same key for the addresses of one file, also for a picture in several sizes (`-300x200.jpg`, `?w=300`). */
function fileKey(address = ""): string {
  return address.replace(/^https?:|[?#].*$/g, "").replace(/-\d+x\d+(?=\.\w+$)/, "");
}
