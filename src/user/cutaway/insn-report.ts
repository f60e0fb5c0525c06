// What one run of an instruction looks like on the terminal: the fields that matter, before and after, and the verdict.

import { differences, visible } from "../../machine/cpu/compare.ts";
import type { Cpu } from "../../machine/cpu/cpu.ts";
import type { Fault } from "../../machine/cpu/fault.ts";
import type { Kind } from "../../machine/cpu/kind.ts";
import { readWord } from "../../machine/cpu/memory.ts";
import { hex } from "../../machine/cpu/print.ts";
import { type Run, run, runs, type Verdict, type Way } from "../../virt/explorer/explore.ts";
import { columns } from "./teaching-tool.ts";

const SAYS: Readonly<Record<Way, string>> = {
  native: "kernel in ring 0, no hypervisor",
  deprivileged: "guest kernel in ring 1",
  translated: "guest kernel in ring 1, rewritten",
  "vt-x": "guest kernel in ring 0, non-root mode",
};

const VERDICT: Readonly<Record<Verdict, string>> = {
  same: "same as native",
  leaks: "leaks",
  "silently-wrong": "silently wrong",
  "trapped-and-emulated": "trapped and emulated",
  exits: "exits and is emulated",
};

/** A run that tells most: one that goes wrong by this way, else the one that goes wrong for a guest in ring 1. */
export function tellingRun(kind: Kind, way: Way): Run {
  const worst = run(kind, way);
  if (worst.verdict === "silently-wrong" || worst.verdict === "leaks") return worst;
  return runOfCase(kind, way, run(kind, "deprivileged").case);
}

/** A run by the name of its case. */
export function runOfCase(kind: Kind, way: Way, id: string): Run {
  const found = runs(kind, way).find((one) => one.case === id);
  if (!found) throw new Error(`${kind} has no case ${id}`);
  return found;
}

/** All about one run. */
export function report(here: Run): string {
  const native = here.way === "native" ? here : runOfCase(here.mnemonic, "native", here.case);
  const lines = [here.text, `way: ${here.way} (${SAYS[here.way]})`];
  if (here.way !== "native") lines.push(`trapped: ${noticed(here)}`);
  const fault = here.fault ? [`fault: ${faultText(here.fault)}`] : [];
  const verdict = here.way === "native" ? [] : [`verdict: ${VERDICT[here.verdict]}`];
  return `${lines.join("\n")}\n${fieldTable(native, here)}${[...fault, ...verdict].map((line) => `${line}\n`).join("")}`;
}

/** One run on one line. */
export function summary(here: Run): readonly string[] {
  return [here.mnemonic, `trapped: ${noticed(here)}`, VERDICT[here.verdict]];
}

export function faultText({ name, errorCode }: Fault): string {
  return errorCode === undefined ? name : `${name}(${errorCode.toString(16)})`;
}

/** How the hypervisor came to see the instruction, if it did. */
function noticed({ trap, exit }: Run): string {
  if (exit) return `exit ${exit.reason}, ${exit.name}`;
  return trap ? faultText(trap) : "no";
}

function fieldTable(native: Run, here: Run): string {
  const alone = here.way === "native";
  const rows = fields(native, here).map((field) => {
    const cells = [native.before, native.after, here.after].map((cpu) => number(fieldOf(cpu, field)));
    return [field, ...(alone ? cells.slice(0, 2) : cells)];
  });
  return rows.length === 0 ? "" : columns([["", "before", ...(alone ? ["after"] : ["native", "here"])], ...rows]);
}

/** What the instruction changes natively, EIP aside, and what came out otherwise here. */
export function changedFields(before: Cpu, after: Cpu): readonly string[] {
  return differences(before, after)
    .map(({ field }) => field)
    .filter((field) => field !== "eip");
}

function fields(native: Run, here: Run): readonly string[] {
  const wrong = here.differences.map(({ field }) => field).filter((field) => field !== "fault");
  return [...new Set([...changedFields(native.before, native.after), ...wrong])];
}

const number = (n: number): string => (n < 10 ? `${n}` : hex(n));

/** A field by its name in machine/cpu/compare.ts: a register, or a word of memory. */
function fieldOf(cpu: Cpu, field: string): number {
  const at = /^\[(0x[0-9a-f]+)\]$/.exec(field)?.[1];
  return at === undefined ? (visible(cpu)[field] ?? 0) : readWord(cpu.memory, Number(at));
}
