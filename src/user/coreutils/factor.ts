// factor(1): the primes a number is made of. Small ones are divided out one by one; what is left over is either prime
// (Miller and Rabin's test, with witnesses that settle every number below 2^64) or is split by Pollard's rho.

import { failed } from "../../kernel/abi/errno.ts";
import { readAll } from "../libc.ts";
import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";

const WITNESSES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];
const LIMIT = 1n << 64n;
const SMALL = 1000n;

export const factorMain = tool(
  {
    name: "factor",
    usage: "[OPTION] [NUMBER]...",
    options: `
  -h, --exponents          print repeated factors in form p^e unless e is 1
`,
  },
  function* (cmd): Run<number> {
    let words = cmd.operands;
    if (words.length === 0) {
      const text = yield* readAll(0);
      if (failed(text)) return yield* cmd.die(1, "error reading input", text);
      words = text.split(/[ \t\n]+/).filter((w) => w !== "");
    }
    let status = 0;
    for (const word of words) if (!(yield* answer(cmd, word))) status = 1;
    return status;
  },
);

function* answer(cmd: Cmd, word: string): Run<boolean> {
  const digits = /^ *\+?(\d+)$/.exec(word)?.[1];
  if (digits === undefined) {
    yield* cmd.warn(`${quote(word)} is not a valid positive integer`);
    return false;
  }
  const n = BigInt(digits);
  if (n >= LIMIT) yield* cmd.die(NOT_MODELLED, "numbers from 2^64 on are not modelled in Cutaway");
  const powers = new Map<bigint, number>();
  for (const p of primeFactors(n)) powers.set(p, (powers.get(p) ?? 0) + 1);
  const shown = Array.from(powers, ([p, e]) =>
    cmd.has("exponents") ? ` ${p}${e > 1 ? `^${e}` : ""}` : ` ${p}`.repeat(e),
  );
  yield* cmd.print(`${n}:${shown.join("")}\n`);
  return true;
}

/** The prime factors of a number below 2^64, in order; none for 0 and 1. */
export function primeFactors(number: bigint): bigint[] {
  const found: bigint[] = [];
  let n = number;
  for (let p = 2n; p < SMALL && n > 1n; p += p === 2n ? 1n : 2n) {
    for (; n % p === 0n; n /= p) found.push(p);
  }
  const open = n > 1n ? [n] : [];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each < SMALL * SMALL || isPrime(each)) found.push(each);
    else {
      const d = divisor(each);
      open.push(d, each / d);
    }
  }
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let [b, e] = [base % modulus, exponent]; e > 0n; e >>= 1n, b = (b * b) % modulus) {
    if (e & 1n) result = (result * b) % modulus;
  }
  return result;
}

/** For odd numbers above the witnesses. */
function isPrime(n: bigint): boolean {
  let [d, twos] = [n - 1n, 0];
  for (; d % 2n === 0n; d /= 2n) twos++;
  return WITNESSES.every((a) => {
    let x = power(a, d, n);
    if (x === 1n) return true;
    for (let i = 0; i < twos; i++, x = (x * x) % n) if (x === n - 1n) return true;
    return false;
  });
}

/** A proper divisor of a composite number: two values of x² + c that agree modulo a prime of it, but not modulo it. */
function divisor(n: bigint): bigint {
  for (let c = 1n; ; c++) {
    const step = (x: bigint) => (x * x + c) % n;
    let [slow, fast, d] = [2n, 2n, 1n];
    while (d === 1n) {
      slow = step(slow);
      fast = step(step(fast));
      d = gcd(slow > fast ? slow - fast : fast - slow, n);
    }
    if (d !== n) return d;
  }
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
