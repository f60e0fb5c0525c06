// Segment descriptors and gates: the eight bytes in which a protected-mode table says who may use what.
//
//   high word   31     24 23 22 21 20 19   16 15 14 13 12 11   8 7      0
//               base 31:24 G D/B  L AVL lim19:16 P   DPL  S   type  base 23:16
//   low word    31            16 15              0
//               base 15:0       limit 15:0
//
// SDM Vol. 3, 3.4.5 (segments), 5.8.3 and 6.11 (gates).

/** What a segment register keeps of a descriptor after loading it: the part that programs cannot read. */
export interface Descriptor {
  readonly base: number;
  /** The last valid offset in bytes, after the granularity bit. */
  readonly limit: number;
  /** Four bits. For segments: 8 code, 4 conforming or expand-down, 2 readable or writable, 1 accessed. */
  readonly type: number;
  /** False for code and data segments, true for TSS, LDT and gates (the S bit is clear). */
  readonly system: boolean;
  readonly dpl: number;
  readonly present: boolean;
}

export interface Gate {
  readonly selector: number;
  readonly offset: number;
  readonly type: number;
  readonly dpl: number;
  readonly present: boolean;
  /** Call gates: how many 32-bit parameters are copied to the inner stack. */
  readonly parameters: number;
}

/** Types of system descriptors, SDM Vol. 3, table 3-2. */
export const SYSTEM = {
  ldt: 0x2,
  taskGate: 0x5,
  tssAvailable: 0x9,
  tssBusy: 0xb,
  callGate: 0xc,
  interruptGate: 0xe,
  trapGate: 0xf,
} as const;

export const isCode = (d: Descriptor): boolean => !d.system && (d.type & 8) !== 0;
export const isConforming = (d: Descriptor): boolean => isCode(d) && (d.type & 4) !== 0;
export const isReadable = (d: Descriptor): boolean => !d.system && ((d.type & 8) === 0 || (d.type & 2) !== 0);
export const isWritable = (d: Descriptor): boolean => !d.system && (d.type & 8) === 0 && (d.type & 2) !== 0;

/** The two words of a descriptor as they lie in a table, low word first. Limits of 1 MiB and more are counted in pages. */
export function encodeDescriptor(d: Descriptor): readonly [low: number, high: number] {
  const pages = d.limit > 0xfffff;
  const limit = pages ? d.limit >>> 12 : d.limit;
  const flags = (pages ? 8 : 0) | (d.system ? 0 : 4); // G, and D/B = 1: 32-bit segments only
  return [
    (((d.base & 0xffff) << 16) | (limit & 0xffff)) >>> 0,
    ((d.base & 0xff000000) |
      (flags << 20) |
      (limit & 0xf0000) |
      ((d.present ? 1 : 0) << 15) |
      (d.dpl << 13) |
      ((d.system ? 0 : 1) << 12) |
      (d.type << 8) |
      ((d.base >>> 16) & 0xff)) >>>
      0,
  ];
}

export function decodeDescriptor(low: number, high: number): Descriptor {
  const limit = (low & 0xffff) | (high & 0xf0000);
  return {
    base: ((low >>> 16) | ((high & 0xff) << 16) | (high & 0xff000000)) >>> 0,
    limit: (high & (1 << 23) ? (limit << 12) | 0xfff : limit) >>> 0,
    type: (high >>> 8) & 0xf,
    system: (high & (1 << 12)) === 0,
    dpl: (high >>> 13) & 3,
    present: (high & (1 << 15)) !== 0,
  };
}

export function encodeGate(g: Gate): readonly [low: number, high: number] {
  return [
    ((g.selector << 16) | (g.offset & 0xffff)) >>> 0,
    ((g.offset & 0xffff0000) | ((g.present ? 1 : 0) << 15) | (g.dpl << 13) | (g.type << 8) | g.parameters) >>> 0,
  ];
}

export function decodeGate(low: number, high: number): Gate {
  return {
    selector: low >>> 16,
    offset: ((high & 0xffff0000) | (low & 0xffff)) >>> 0,
    type: (high >>> 8) & 0xf,
    dpl: (high >>> 13) & 3,
    present: (high & (1 << 15)) !== 0,
    parameters: high & 0x1f,
  };
}
