// Chance that can be repeated: a seed gives the same numbers everywhere.

/** Numbers from 0 up to 1, by the linear congruential generator of Numerical Recipes (a = 1664525, c = 1013904223). */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 3; i++) roll(); // small seeds begin alike
  return roll;
}

/** One of `list`. */
export function pickOne<T>(dice: () => number, list: readonly [T, ...T[]]): T {
  return list[Math.floor(dice() * list.length)] ?? list[0];
}

/** A whole number from `low` to `high`, both included. */
export const between = (dice: () => number, low: number, high: number): number =>
  low + Math.floor(dice() * (high - low + 1));

/** The numbers below `n` in an order that depends on the seed alone (Fisher-Yates). */
export function shuffled(n: number, seed: number): readonly number[] {
  const dice = diceOf(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(dice() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
