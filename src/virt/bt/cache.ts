// The translation cache: translated blocks by the guest address they start at, laid out one behind the other in the
// hypervisor's memory. Nothing in it is ever compared with the guest again; a second visit finds the block and runs it.

import { readInstruction } from "../../machine/cpu/assemble.ts";
import type { Instruction } from "../../machine/cpu/instruction.ts";
import { hex } from "../../machine/cpu/print.ts";
import { HOST_LAYOUT, type Host } from "../trap/host.ts";
import { type BlockState, nextBlockState } from "./life.ts";
import type { Emitted, Unit } from "./translate.ts";

export interface Block {
  /** Guest address of the first instruction. */
  readonly guest: number;
  /** Addresses of the guest's instructions taken in. */
  readonly source: readonly number[];
  /** From here up to `end` in the cache. */
  readonly address: number;
  readonly end: number;
  readonly life: BlockState;
  /** How often it was entered through the dispatcher; chained jumps go past it uncounted. */
  readonly entered: number;
}

/** An emitted instruction in its place. */
export interface Placed {
  readonly emitted: Emitted;
  readonly length: number; // bytes
  /** Guest address of the block it belongs to. */
  readonly block: number;
  /** Exits only: the block at this cache address is jumped to directly. */
  readonly chained?: number;
}

export interface TranslationCache {
  readonly blocks: Readonly<Record<number, Block>>;
  /** By cache address. */
  readonly code: Readonly<Record<number, Placed>>;
  /** Where the next block goes. */
  readonly next: number;
  /** Trace faults taken, by the guest address of the store. */
  readonly traceFaults: Readonly<Record<number, number>>;
  /** Guest addresses of stores that are now played by a call. */
  readonly simulated: Readonly<Record<number, true>>;
}

export function emptyCache(host: Host): TranslationCache {
  return { blocks: {}, code: {}, next: host.base + HOST_LAYOUT.cache, traceFaults: {}, simulated: {} };
}

const CALL_BYTES = 5; // a call with a 32-bit distance: what leaving for the hypervisor takes

function lengthOf(emitted: Emitted): number {
  if (emitted.kind === "ident" || emitted.kind === "in-tc") return emitted.instruction.length;
  return emitted.kind === "exit" ? emitted.jump.length : CALL_BYTES;
}

/** Puts a translated unit into the cache. If the block was there before, its old code now jumps to the new. */
export function insert(cache: TranslationCache, guest: number, unit: Unit): TranslationCache {
  const address = cache.next;
  const code: Record<number, Placed> = { ...cache.code };
  let at = address;
  for (const emitted of unit.code) {
    const length = lengthOf(emitted);
    code[at] = { emitted, length, block: guest };
    at += length;
  }
  const old = cache.blocks[guest];
  if (old) forward(code, old, address);
  const life = old ? nextBlockState(old.life, "store.simulated") : nextBlockState("untranslated", "block.translated");
  const block: Block = { guest, source: unit.source, address, end: at, life, entered: old?.entered ?? 0 };
  return { ...cache, code, next: at, blocks: { ...cache.blocks, [guest]: block } };
}

// Chained jumps to the old code stay valid: its first bytes become a jump to the new. (Every block ends in an exit or a
// call, so there is always room for one.)
function forward(code: Record<number, Placed>, old: Block, address: number): void {
  for (const [at] of placedIn({ code }, old)) delete code[at];
  const emitted: Emitted = { kind: "exit", of: old.guest, to: old.guest, jump: readInstruction(`jmp ${hex(address)}`) };
  code[old.address] = { emitted, length: CALL_BYTES, block: old.guest, chained: address };
}

/** Patches the exit at `exitAt` to jump straight to the block of `guest`. */
export function chain(cache: TranslationCache, exitAt: number, guest: number): TranslationCache {
  const [exit, to] = [cache.code[exitAt], cache.blocks[guest]];
  const from = exit && cache.blocks[exit.block];
  if (!exit || !to || !from) throw new Error(`no exit at ${hex(exitAt)} to ${hex(guest)}`);
  return {
    ...cache,
    code: { ...cache.code, [exitAt]: { ...exit, chained: to.address } },
    blocks: { ...cache.blocks, [from.guest]: { ...from, life: nextBlockState(from.life, "exit.chained") } },
  };
}

/** The code of a block with its addresses, in order. */
export function placedIn(cache: Pick<TranslationCache, "code">, block: Block): readonly (readonly [number, Placed])[] {
  const found: [number, Placed][] = [];
  for (let at = block.address; at < block.end; ) {
    const placed = cache.code[at];
    if (!placed) break;
    found.push([at, placed]);
    at += placed.length;
  }
  return found;
}

/** The instruction that a chained exit really is. */
export function chainedJump({ emitted, chained, length }: Placed): Instruction | undefined {
  if (emitted.kind !== "exit" || chained === undefined) return undefined;
  return { mnemonic: emitted.jump.mnemonic, operands: [{ kind: "target", address: chained }], length };
}
