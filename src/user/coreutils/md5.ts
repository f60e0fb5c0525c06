// MD5 (RFC 1321) of a byte string, for md5sum(1).

import { padded } from "./sha256.ts";

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
// "the integer part of 4294967296 times abs(sin(i)), where i is in radians" - RFC 1321, 3.4
const K = Uint32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296));

/** 32 hexadecimal digits. */
export function md5(bytes: string): string {
  const data = padded(bytes, true);
  const view = new DataView(data.buffer);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < data.length; block += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const g = round === 0 ? i : round === 1 ? (5 * i + 1) % 16 : round === 2 ? (3 * i + 5) % 16 : (7 * i) % 16;
      const sum = (a + f + (K[i] ?? 0) + view.getUint32(block + g * 4, true)) | 0;
      const n = SHIFTS[round]?.[i % 4] ?? 0;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << n) | (sum >>> (32 - n)))) | 0;
    }
    a0 = (a0 + a) | 0;
    b0 = (b0 + b) | 0;
    c0 = (c0 + c) | 0;
    d0 = (d0 + d) | 0;
  }
  const out = new DataView(new ArrayBuffer(16));
  [a0, b0, c0, d0].forEach((x, n) => {
    out.setInt32(n * 4, x, true);
  });
  return Array.from(new Uint8Array(out.buffer), (x) => x.toString(16).padStart(2, "0")).join("");
}
