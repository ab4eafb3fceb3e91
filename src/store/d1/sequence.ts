/** The usual distance of two articles in the order in which they were added, so that others can come between them. */
export const SEQ_GAP = 16;

/**
 * Returns where articles go so that they are in the order of `ids`: the new `seq` of those that have none in `existing`,
 * and of as few others as possible. None of them is in use.
 */
export function assignSequence(
  ids: readonly string[],
  existing: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const kept = new Set(longestIncreasing(ids.flatMap((id) => existing.get(id) ?? [])));
  const used = new Set(existing.values());
  const last = [...used].reduce((max, seq) => Math.max(max, seq), 0);
  const assigned = new Map<string, number>();
  const assign = (some: readonly string[], seqs: readonly number[]) => {
    for (const [index, id] of some.entries()) {
      const seq = seqs[index];
      if (seq !== undefined) assigned.set(id, seq);
    }
  };

  let previous: number | undefined;
  let waiting: string[] = [];
  for (const id of ids) {
    const seq = existing.get(id);
    if (seq === undefined || !kept.has(seq)) {
      waiting.push(id);
      continue;
    }
    const free = freeBetween(previous, seq, waiting.length, used);
    if (free) {
      assign(waiting, free);
      waiting = [];
      previous = seq;
    } else waiting.push(id);
  }
  assign(
    waiting,
    waiting.map((_, index) => last + SEQ_GAP * (index + 1)),
  );
  return assigned;
}

/** Returns `count` numbers between two that are not in use, in their order; `undefined` where there are too few. */
function freeBetween(
  from: number | undefined,
  to: number,
  count: number,
  used: ReadonlySet<number>,
): readonly number[] | undefined {
  if (count === 0) return [];
  if (from === undefined) {
    const first = [...used].reduce((min, seq) => Math.min(min, seq), to);
    return Array.from({ length: count }, (_, index) => first - SEQ_GAP * (count - index));
  }
  const spread = Array.from(
    { length: count },
    (_, index) => from + Math.floor(((to - from) * (index + 1)) / (count + 1)),
  );
  const isFree = (seq: number, index: number) => seq > (spread[index - 1] ?? from) && !used.has(seq);
  if (spread.every(isFree)) return spread;
  const free: number[] = [];
  for (let seq = from + 1; seq < to && free.length < count; seq++) if (!used.has(seq)) free.push(seq);
  return free.length === count ? free : undefined;
}

/** Returns the longest part of `numbers`, in their order, of which each is larger than the one before. */
function longestIncreasing(numbers: readonly number[]): readonly number[] {
  /** The index of the smallest number that ends a part of each length, and of the number before each. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  const at = (index: number | undefined) =>
    index === undefined ? Number.NaN : (numbers[index] ?? Number.NaN);
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle]) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1];
    ends[low] = index;
  }
  const longest: number[] = [];
  for (let index = ends.at(-1); index !== undefined; index = before[index]) longest.push(at(index));
  return longest.reverse();
}
