/** The usual distance of two places. Small, because the size of the index of words depends on it. */
export const GAP = 8;

/** The distance of an article that is published later from those before it, which leaves room for many. */
export const SCHEDULED_GAP = 2 ** 19;

/** The place of the first article of a store; there is room on both sides, and no place is negative. */
export const FIRST_PLACE = 2 ** 30;

/** The size of the smallest range of places that is spread, as a power of two. */
const SMALLEST_LEVEL = 4;

/**
 * Returns which part of a range of `2 ** level` places may be in use once it has been spread. The larger the range, the
 * fewer, so that it is not full again soon; but more than with the usual distance, so that the ranges stay small.
 */
function maxDensity(level: number): number {
  return Math.max(1.25 / GAP, 0.9 * 0.88 ** (level - SMALLEST_LEVEL));
}

/** Articles that go between two that follow each other, or before or after all. */
export interface Insertion {
  /** The place of the next older article; `undefined` where they are the oldest. */
  readonly older: number | undefined;
  /** The place of the next newer article; `undefined` where they are the newest. */
  readonly newer: number | undefined;
  /** How many they are. */
  readonly count: number;
  /** How many of them, the newest ones, are published later. */
  readonly scheduled: number;
  /** Whether the next older article is published later, too. */
  readonly isOlderScheduled: boolean;
}

/** Where articles go. */
export interface AssignedPlaces {
  /** The places of the articles of each insertion, from the oldest to the newest. */
  readonly added: readonly (readonly number[])[];
  /** The new places of articles that had to make room, by their old ones. */
  readonly moved: ReadonlyMap<number, number>;
}

/**
 * Assigns places to new articles. `insertions` are from the oldest to the newest, each between two other articles.
 * Where too little room is left, the articles of the smallest range around are spread that has enough free places, so
 * that few are moved on average (order maintenance). `readPlaces` returns the places in use from
 * `from` to before `to`, in their order.
 */
export async function assignPlaces(
  insertions: readonly Insertion[],
  readPlaces: (from: number, to: number) => Promise<readonly number[]>,
): Promise<AssignedPlaces> {
  const moved = new Map<number, number>();
  const current = (place: number) => moved.get(place) ?? place;
  const added: { place: number; readonly insertion: number }[] = [];

  /** Makes room for new articles after the place `older` by spreading what is around it. */
  async function spread(insertion: number, count: number, older: number): Promise<void> {
    for (let level = SMALLEST_LEVEL; ; level++) {
      const size = 2 ** level;
      const from = older - (older % size);
      const isInRange = (place: number) => place >= from && place < from + size;
      // Some have been moved out of the range before, or into it.
      const read = await readPlaces(from, from + size);
      const places = [...new Set([...read, ...moved.keys()])].filter((place) => isInRange(current(place)));
      const inRange = added.filter(({ place }) => isInRange(place));
      const total = places.length + inRange.length + count;
      if (total > size * maxDensity(level)) continue;

      const articles = [
        ...places.map((old) => ({ place: current(old), put: (place: number) => moved.set(old, place) })),
        ...inRange.map((one) => ({
          place: one.place,
          put: (place: number) => Object.assign(one, { place }),
        })),
        ...Array.from({ length: count }, () => ({
          // After `older`, and before what follows it.
          place: older + 0.5,
          put: (place: number) => added.push({ place, insertion }),
        })),
      ].sort((a, b) => a.place - b.place);
      for (const [index, { put }] of articles.entries())
        put(from + Math.floor(((index + 0.5) * size) / total));
      return;
    }
  }

  for (const [index, insertion] of insertions.entries()) {
    const [older, newer] = [insertion.older, insertion.newer].map((place) => place && current(place));
    const places = placesBetween({ ...insertion, older, newer });
    if (places) for (const place of places) added.push({ place, insertion: index });
    else if (older !== undefined) await spread(index, insertion.count, older);
  }
  const inOrder = added.toSorted((a, b) => a.place - b.place);
  return {
    added: insertions.map((_, index) =>
      inOrder.filter(({ insertion }) => insertion === index).map(({ place }) => place),
    ),
    moved: new Map([...moved].filter(([old, place]) => old !== place)),
  };
}

/** Returns free places for an insertion; `undefined` where there are too few. */
function placesBetween({
  older,
  newer,
  count,
  scheduled,
  isOlderScheduled,
}: Insertion): readonly number[] | undefined {
  const published = count - scheduled;
  if (newer === undefined) {
    const first = older === undefined ? FIRST_PLACE : older + GAP;
    const gap = scheduled > 0 && !isOlderScheduled ? SCHEDULED_GAP : 0;
    return sequence(count, (index) => first + GAP * index + (index < published ? 0 : gap));
  }
  if (older === undefined) return sequence(count, (index) => newer - GAP * (count - index));
  const room = newer - older;
  if (room >= GAP * (count + 1))
    return sequence(count, (index) =>
      index < published ? older + GAP * (index + 1) : newer - GAP * (count - index),
    );
  return room > count
    ? sequence(count, (index) => older + Math.floor((room * (index + 1)) / (count + 1)))
    : undefined;
}

function sequence(count: number, place: (index: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => place(index));
}
