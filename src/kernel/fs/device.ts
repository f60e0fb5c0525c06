// Character devices by number: Documentation/admin-guide/devices.txt, null(4), full(4), random(4).

import { EIO, ENOSPC, ENXIO, type Errno } from "../abi/errno.ts";

const MEM = 1; // major number of the memory devices
const NULL = 3;
const ZERO = 5;
const FULL = 7;
const RANDOM = 8;
const URANDOM = 9;

/** A generator of bytes that is the same in every run: the model has no dice. */
function pseudoRandom(seed: number, count: number): string {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  let out = "";
  for (let i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out += String.fromCharCode((state >>> 16) & 0xff);
  }
  return out;
}

/** `seed`: anything that differs from read to read. */
export function readDevice(major: number, minor: number, count: number, seed: number): string | Errno {
  if (major !== MEM) return major === 5 ? EIO : ENXIO;
  if (minor === NULL) return "";
  if (minor === ZERO || minor === FULL) return "\0".repeat(count);
  if (minor === RANDOM || minor === URANDOM) return pseudoRandom(seed, count);
  return ENXIO;
}

export function writeDevice(major: number, minor: number, data: string): number | Errno {
  if (major !== MEM) return major === 5 ? EIO : ENXIO;
  if (minor === FULL) return ENOSPC;
  return [NULL, ZERO, RANDOM, URANDOM].includes(minor) ? data.length : ENXIO;
}
