// A hypervisor as an amber slab: Xen on the hardware below all houses, or a monitor at the bottom of the one house that it
// pretends. (KVM is neither: it is a part of its host's kernel, see kernel-slab.ts.)

import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";

export interface HypervisorSlab {
  readonly key: string;
  readonly name: string;
  /** Where it sits, or what it does: a few words. */
  readonly fact: string;
  readonly title: string;
  readonly s: number;
  readonly small: boolean;
}

export function hypervisorSlab({ key, name, fact, title, s, small }: HypervisorSlab, width: number): Block {
  const h = (small ? 28 : 42) * s;
  const base = h / 2 + (small ? 4.3 : 5) * s;
  const edge = (small ? 10 : 14) * s;
  const as = small ? "organ" : "sign";
  const room = width - 2 * edge;
  const nameW = textWidth(name, as, s).w;
  const factFits = textWidth(fact, "note", s).w <= room - nameW - 14 * s;
  const texts: Text[] = [
    { x: edge, y: base, text: fitText(name, as, room, s), as, scale: s },
    ...(factFits ? [{ x: edge + nameW + 14 * s, y: base, text: fact, as: "note", scale: s } as const] : []),
  ];
  const at = (x: number, y: number): Placed[] => [
    { key, kind: "hypervisor", layer: LAYER.ground, x, y, w: width, h, r: 5, opacity: 1, texts, title },
  ];
  return { w: width, h, at };
}
