/** A part of the store's schema. */
interface Field {
  safeParse(value: unknown): {
    readonly error?: { readonly issues: readonly { readonly message: string }[] };
  };
}

/** Returns what to write where the store's check would not take `value` for `field`, as in "write a title". */
export function fieldProblem(field: Field, value: unknown): string | undefined {
  return field.safeParse(value).error?.issues[0]?.message;
}
