// Looking into the translation cache: the guest's instructions beside what each became. Data for a page, no layout.

import { hex, printInstruction } from "../../machine/cpu/print.ts";
import { chainedJump, type Placed, placedIn } from "./cache.ts";
import type { BtState } from "./state.ts";
import { VCPU } from "./vcpu.ts";

export interface CacheLine {
  /** Address in the cache. */
  readonly address: number;
  readonly kind: Placed["emitted"]["kind"];
  /** Assembler; what leaves for the hypervisor is written `<…>`. */
  readonly text: string;
  /** For exits: whether they already jump straight on. */
  readonly chained: boolean;
  /** Whether the real EIP is here. */
  readonly current: boolean;
}

export interface Row {
  readonly guest: { readonly address: number; readonly text: string };
  readonly cache: readonly CacheLine[];
}

/** The block that begins at the guest's `address`, one row for each guest instruction; empty if it is not translated. */
export function sideBySide(state: BtState, address: number): readonly Row[] {
  const block = state.cache.blocks[address];
  if (!block) return [];
  const placed = placedIn(state.cache, block);
  return block.source.map((at) => {
    const instruction = state.program[at];
    return {
      guest: { address: at, text: instruction ? printInstruction(instruction) : "" },
      cache: placed.filter(([, { emitted }]) => emitted.of === at).map((entry) => lineOf(state, entry)),
    };
  });
}

function lineOf(state: BtState, [address, placed]: readonly [number, Placed]): CacheLine {
  return {
    address,
    kind: placed.emitted.kind,
    text: textOf(state, placed),
    chained: placed.chained !== undefined,
    current: state.where === "translated-code" && state.real.eip === address,
  };
}

function textOf({ program }: BtState, placed: Placed): string {
  const { emitted } = placed;
  switch (emitted.kind) {
    case "ident":
    case "in-tc":
      return printInstruction(emitted.instruction);
    case "call-out": {
      const played = program[emitted.of];
      return `call <${emitted.service} ${played ? printInstruction(played) : hex(emitted.of)}>`;
    }
    case "look-up":
      return `jmp <look up %gs:${hex(VCPU.target)}>`;
    case "exit": {
      const jump = chainedJump(placed);
      return jump ? printInstruction(jump) : `${emitted.jump.mnemonic} <translate ${hex(emitted.to)}>`;
    }
    default:
      return emitted satisfies never;
  }
}
