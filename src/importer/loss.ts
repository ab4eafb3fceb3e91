/**
 * The kinds of what a document states and its draft lacks, or has in another form, each with the function that
 * describes `count` of them, or the one whose text is `text`.
 */
export const LOSS_KINDS = {
  date: (_count, text) => `date not read: "${text}"`,
  characters: (count) =>
    counted(count, "character that could not be read", "characters that could not be read"),
  pictures: (count) => counted(count, "picture left out", "pictures left out"),
  players: (count) => counted(count, "player replaced by a link", "players replaced by links"),
  attachments: (count) => counted(count, "attachment left out", "attachments left out"),
  tag: (_count, text) => `tag left out: "${text}"`,
  name: (_count, text) => `name left out: "${text}"`,
  text: (_count, text) => `text cut: "${text}"`,
} as const satisfies Record<string, (count: number, text: string) => string>;

/** Something that a document states and its draft lacks, or has in another form. */
export interface Loss {
  readonly kind: keyof typeof LOSS_KINDS;
  /** How many there are; 1 if absent. */
  readonly count?: number;
  /** What the document has there. */
  readonly text?: string;
}

/** Returns the description of `loss` for operators, in one line. */
export function describeLoss({ kind, count = 1, text = "" }: Loss): string {
  return LOSS_KINDS[kind](count, text);
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
