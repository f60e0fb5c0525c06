// The value of the attribute security.capability: struct vfs_cap_data, include/uapi/linux/capability.h.
//
//   le32 magic and flags | le32 permitted | le32 inheritable | le32 permitted, upper half | le32 inheritable, upper half
//   and in revision 3: | le32 the root user of the namespace that it counts in

import { CAPABILITIES, type CapSet } from "./capability.ts";

const REVISION_2 = 0x02000000;
const REVISION_3 = 0x03000000;
const REVISION_MASK = 0xff000000;
const EFFECTIVE = 1;
const SIZE_2 = 20; // bytes
const SIZE_3 = 24;

/** What a program may do because of its file. */
export interface FileCaps {
  readonly permitted: CapSet;
  readonly inheritable: CapSet;
  /** One bit: what is permitted is effective at once. */
  readonly effective: boolean;
  /** The kernel's id of the root that it counts for; 0 is the root of the initial user namespace. */
  readonly rootid: number;
}

const le32 = (n: number): string => String.fromCharCode(n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255);

const readLe32 = (bytes: string, at: number): number =>
  [3, 2, 1, 0].reduce((n, i) => n * 256 + bytes.charCodeAt(at + i), 0);

/** 32 bits of a set, the upper or the lower half of them. */
const half = (set: CapSet, from: number): number =>
  CAPABILITIES.reduce((n, cap, i) => (i >= from && i < from + 32 && set.includes(cap) ? n + 2 ** (i - from) : n), 0);

const setOf = (low: number, high: number): CapSet =>
  CAPABILITIES.filter((_, i) => (i < 32 ? (low >>> i) & 1 : (high >>> (i - 32)) & 1));

/** The bytes of the attribute: of revision 2 for the initial namespace's root. */
export function packFileCaps({ permitted, inheritable, effective, rootid }: FileCaps): string {
  const magic = (rootid === 0 ? REVISION_2 : REVISION_3) | (effective ? EFFECTIVE : 0);
  const words = [magic, half(permitted, 0), half(inheritable, 0), half(permitted, 32), half(inheritable, 32)];
  return [...words, ...(rootid === 0 ? [] : [rootid])].map(le32).join("");
}

/** null: the bytes are no capabilities, and setting them is EINVAL. */
export function readFileCaps(bytes: string): FileCaps | null {
  if (bytes.length !== SIZE_2 && bytes.length !== SIZE_3) return null;
  const magic = readLe32(bytes, 0);
  const third = (magic & REVISION_MASK) === REVISION_3;
  if ((magic & REVISION_MASK) !== (bytes.length === SIZE_3 ? REVISION_3 : REVISION_2)) return null;
  const word = (i: number): number => readLe32(bytes, i * 4);
  return {
    permitted: setOf(word(1), word(3)),
    inheritable: setOf(word(2), word(4)),
    effective: (magic & EFFECTIVE) !== 0,
    rootid: third ? word(5) : 0,
  };
}
