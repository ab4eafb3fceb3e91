import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assignPlaces,
  FIRST_PLACE,
  GAP,
  type Insertion,
  SCHEDULED_GAP,
} from "../../../src/store/d1/places.ts";

/** The places of articles from the oldest to the newest, to which groups are added at positions. */
class Shelf {
  /** The name of each article, and its place. */
  articles: { name: number; place: number }[] = [];
  /** How many articles were moved. */
  moves = 0;
  #names = 0;

  /** Adds groups, each before the article in a position of the list as it is, and returns the new names. */
  async add(groups: readonly { readonly position: number; readonly count: number }[]): Promise<void> {
    const inOrder = groups.toSorted((a, b) => a.position - b.position);
    const insertions = inOrder.map(
      ({ position, count }): Insertion => ({
        older: this.articles[position - 1]?.place,
        newer: this.articles[position]?.place,
        count,
        scheduled: 0,
        isOlderScheduled: false,
      }),
    );
    const { added, moved } = await assignPlaces(insertions, async (from, to) =>
      this.articles.map(({ place }) => place).filter((place) => place >= from && place < to),
    );
    this.moves += moved.size;
    const after = this.articles.map(({ name, place }) => ({ name, place: moved.get(place) ?? place }));
    for (const [index, { position }] of [...inOrder.entries()].reverse()) {
      const places = added[index] ?? [];
      after.splice(position, 0, ...places.map((place) => ({ name: this.#names++, place })));
    }
    this.articles = after;
  }

  places(): readonly number[] {
    return this.articles.map(({ place }) => place);
  }
}

const isIncreasing = (places: readonly number[]) =>
  places.every(
    (place, index) => Number.isSafeInteger(place) && place >= 0 && place > (places[index - 1] ?? -1),
  );

describe("assignPlaces()", () => {
  it("keeps every article in its order, whatever is added where", async () => {
    const groups = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), count: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(groups, { minLength: 1, maxLength: 25 }), async (transactions) => {
        const shelf = new Shelf();
        for (const transaction of transactions) {
          const size = shelf.articles.length;
          const counts = new Map<number, number>();
          for (const { at, count } of transaction) counts.set(Math.round(at * size), count);
          await shelf.add([...counts].map(([position, count]) => ({ position, count })));

          expect(isIncreasing(shelf.places())).toBe(true);
          expect(shelf.articles.length).toBe(size + [...counts.values()].reduce((a, b) => a + b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("puts the newest article after the others, and the oldest before them", async () => {
    const shelf = new Shelf();
    await shelf.add([{ position: 0, count: 1 }]);
    await shelf.add([{ position: 1, count: 2 }]);
    await shelf.add([{ position: 0, count: 1 }]);

    expect(shelf.places()).toEqual([-GAP, 0, GAP, 2 * GAP].map((distance) => FIRST_PLACE + distance));
  });

  it("moves no article where there is room, and on average at most 40 where 2,000 go to one position", async () => {
    const shelf = new Shelf();
    await shelf.add([{ position: 0, count: 2000 }]);
    await shelf.add([{ position: 1000, count: GAP - 1 }]);
    const before = shelf.moves;

    for (let count = 0; count < 2000; count++) await shelf.add([{ position: 1000 + (count % 2), count: 1 }]);

    expect(before).toBe(0);
    expect(isIncreasing(shelf.places())).toBe(true);
    expect(shelf.moves / 2000).toBeLessThan(40);
  });

  it("leaves room before articles that are published later, which are used up from both sides", async () => {
    const none = async () => [];
    const older = FIRST_PLACE;
    const scheduled = await assignPlaces(
      [{ older, newer: undefined, count: 3, scheduled: 2, isOlderScheduled: false }],
      none,
    );
    const [published = 0, first = 0, second = 0] = scheduled.added[0] ?? [];
    const next = await assignPlaces(
      [{ older: published, newer: first, count: 2, scheduled: 1, isOlderScheduled: false }],
      none,
    );

    expect([published, first, second]).toEqual([older + GAP, older + 2 * GAP + SCHEDULED_GAP, first + GAP]);
    expect(next.added).toEqual([[published + GAP, first - GAP]]);
  });
});
