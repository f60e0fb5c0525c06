// The order in which mawk walks an array: by the slots of its hash table (array.c), which programs come to depend on.

const SLOTS = 64; // STARTING_HASH_SIZE
const LONGEST = 12; // MAX_AVE_LIST_LENGTH: beyond it the table is doubled

/** FNV-1a, 32 bits. */
function hash(key: string): number {
  let h = 2166136261;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** Keys, given in the order they were made, slot by slot; in a slot the newest comes first. */
export function hashOrder(made: readonly string[]): string[] {
  let slots = SLOTS;
  while (made.length > slots * LONGEST) slots *= 2;
  return entered(made, slots)
    .map((key, age) => ({ key, age, slot: hash(key) & (slots - 1) }))
    .sort((a, b) => a.slot - b.slot || b.age - a.age)
    .map(({ key }) => key);
}

// Whole numbers are kept in a table of their own, and enter the table of strings only when the array is walked.
function entered(made: readonly string[], slots: number): readonly string[] {
  if (!made.every((key) => /^(?:0|[1-9]\d{0,8})$/.test(key))) return made;
  return made
    .map((key, age) => ({ key, age, slot: Number(key) & (slots - 1) }))
    .sort((a, b) => a.slot - b.slot || b.age - a.age)
    .map(({ key }) => key);
}
