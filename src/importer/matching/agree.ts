/** Tells whether two say the same, as far as both say anything. */
export function agree<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
