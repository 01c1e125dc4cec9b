/** The rows to show and how many wait outside. */
export interface Frozen<T> {
  readonly rows: readonly T[];
  readonly waiting: number;
}

/**
 * While the pointer or the cursor is inside, nothing moves the row under it: rows known at that moment stay where they are and go on
 * changing their values, also those that no longer pass the tab or filter (a fill must not put another row's ✕ under the pointer); new ones are
 * counted and come in when it leaves.
 *
 * @param passing rows that tab and filter let through, in order
 * @param all every row there is
 * @param held keys on the screen when it was entered, in order; null while nobody is inside
 */
export function freezeRows<T>(
  passing: readonly T[],
  all: readonly T[],
  keyOf: (row: T) => string,
  held: ReadonlySet<string> | null,
): Frozen<T> {
  if (held === null) {
    return { rows: passing, waiting: 0 };
  }
  const byKey = new Map<string, T>();
  for (const row of all) {
    byKey.set(keyOf(row), row);
  }
  const rows: T[] = [];
  for (const key of held) {
    const row = byKey.get(key);
    if (row !== undefined) {
      rows.push(row);
    }
  }
  return { rows, waiting: passing.filter((row) => !held.has(keyOf(row))).length };
}
