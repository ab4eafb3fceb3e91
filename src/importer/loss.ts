/**
 * The kinds of what a document states and its draft lacks, or has in another form, as reports call one of them and
 * several; in the order of reports.
 */
const LOSS_KINDS = {
  date: { one: "date not read", several: "dates not read" },
  characters: { one: "character that could not be read", several: "characters that could not be read" },
  pages: { one: "page of the article left out", several: "pages of the article left out" },
  pictures: { one: "picture left out", several: "pictures left out" },
  players: { one: "player replaced by a link", several: "players replaced by links" },
  links: { one: "link left out", several: "links left out" },
  attachments: { one: "attachment left out", several: "attachments left out" },
  tag: { one: "tag left out", several: "tags left out" },
  name: { one: "name left out", several: "names left out" },
  address: { one: "address left out", several: "addresses left out" },
  guid: { one: "guid left out", several: "guids left out" },
  language: { one: "language not read", several: "languages not read" },
  text: { one: "text cut", several: "texts cut" },
  entries: {
    one: "entry without title and text left out",
    several: "entries without title and text left out",
  },
  outlines: {
    one: "outline without a feed address left out",
    several: "outlines without a feed address left out",
  },
} as const satisfies Record<string, { readonly one: string; readonly several: string }>;

type LossKind = keyof typeof LOSS_KINDS;

/** Something that a document states and its draft lacks, or has in another form. */
export interface Loss {
  readonly kind: LossKind;
  /** How many there are; 1 if absent. */
  readonly count?: number;
  /** What the document has there. */
  readonly text?: string;
}

/** How much of a document's text a description quotes. */
const MAX_QUOTED_LENGTH = 80;
/** How many texts a description quotes. */
const MAX_QUOTED = 3;

/** Returns the descriptions of `losses` for operators, in one line for each kind. */
export function describeLosses(losses: readonly Loss[]): string[] {
  return byKind(losses).map(([kind, some]) => describeKind(kind, some));
}

/** Returns `losses` with their numbers and descriptions, for scripts. */
export function lossData(losses: readonly Loss[]): object[] {
  return losses.map((loss) => ({ count: 1, ...loss, message: describeKind(loss.kind, [loss]) }));
}

/** Returns how many losses there are of each kind that occurs, in numbers and in words. */
export function countLosses(losses: readonly Loss[]): { kind: LossKind; count: number; message: string }[] {
  return byKind(losses).map(([kind, some]) => {
    const count = total(some);
    return { kind, count, message: counted(kind, count) };
  });
}

/** Returns each loss once: those that are only counted are added up, and what has the same text is one. */
export function mergeLosses(losses: readonly Loss[]): Loss[] {
  const merged = new Map<string, Loss>();
  for (const loss of losses) {
    const key = JSON.stringify([loss.kind, loss.text]);
    const earlier = merged.get(key);
    if (!earlier) merged.set(key, loss);
    else if (loss.text === undefined) merged.set(key, { ...loss, count: total([earlier, loss]) });
  }
  return [...merged.values()];
}

function byKind(losses: readonly Loss[]): [LossKind, readonly Loss[]][] {
  const kinds = Object.keys(LOSS_KINDS) as LossKind[];
  return kinds
    .map((kind): [LossKind, readonly Loss[]] => [kind, losses.filter((loss) => loss.kind === kind)])
    .filter(([, some]) => some.length > 0);
}

function total(losses: readonly Loss[]): number {
  return losses.reduce((sum, { count = 1 }) => sum + count, 0);
}

function counted(kind: LossKind, count: number): string {
  const { one, several } = LOSS_KINDS[kind];
  return `${count} ${count === 1 ? one : several}`;
}

/** Describes losses of one kind, such as `tag left out: "a.json"` and `2 tags left out: "a.json", "b.json"`. */
function describeKind(kind: LossKind, losses: readonly Loss[]): string {
  const count = total(losses);
  const texts = losses.flatMap(({ text }) => (text === undefined ? [] : [`"${quotable(text)}"`]));
  if (texts.length === 0) return counted(kind, count);
  const quoted = [...texts.slice(0, MAX_QUOTED), ...(texts.length > MAX_QUOTED ? ["…"] : [])];
  return `${count === 1 ? LOSS_KINDS[kind].one : counted(kind, count)}: ${quoted.join(", ")}`;
}

function quotable(text: string): string {
  const characters = [...text.replace(/[\s\p{Cc}]+/gu, " ").trim()];
  return characters.length <= MAX_QUOTED_LENGTH
    ? characters.join("")
    : `${characters.slice(0, MAX_QUOTED_LENGTH - 1).join("")}…`;
}
