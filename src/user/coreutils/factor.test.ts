import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";
import { primeFactors } from "./factor.ts";

test.each([
  [0n, []],
  [1n, []],
  [12n, [2n, 2n, 3n]],
  [1018081n, [1009n, 1009n]],
  [3215031751n, [151n, 751n, 28351n]], // a strong pseudoprime to 2, 3, 5 and 7
  [18446744073709551557n, [18446744073709551557n]], // the largest prime below 2^64
  [18446743979220271189n, [4294967279n, 4294967291n]],
])("the prime factors of %d", (n, factors) => {
  expect(primeFactors(n)).toEqual(factors);
});

test("factor says what is no number and goes on", () => {
  const { out } = run("factor x +12 -- -1 2>/tmp/e; echo $?; cat /tmp/e; echo 8 9 | factor -h\n");
  expect(out).toBe(
    "12: 2 2 3\n1\nfactor: 'x' is not a valid positive integer\nfactor: '-1' is not a valid positive integer\n" +
      "8: 2^3\n9: 3^2\n",
  );
});

test("a number that the model does not factor is refused", () => {
  expect(run("factor 18446744073709551616 2>&1; echo $?\n").out).toBe(
    "factor: numbers from 2^64 on are not modelled in Cutaway\n95\n",
  );
});
