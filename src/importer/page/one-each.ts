const SEPARATORS = [/[;；]/, /[,，]/, /、/];

/** Returns the items of `list` when it has `count` of them by one of the marks that part a list, else nothing. */
export function oneEach(list: string, count: number): readonly string[] | undefined {
  const readings = SEPARATORS.map((separator) => list.split(separator).map((item) => item.trim()));
  return readings.find((items) => items.length === count && items.every((item) => item !== ""));
}
