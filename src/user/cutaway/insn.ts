// insn: one instruction on a model of an x86 processor of 2003, by the way that is asked for.
//
//   insn popf --way=deprivileged      what a guest's kernel sees, beside what it should
//   insn --list                       every instruction, sorted by running it in both rings
//   insn --theorem                    is every sensitive instruction privileged?
//
// With --way=user the instruction belongs to an ordinary program under Linux: what the processor refuses becomes a signal
// to this very process.

import { SIGSEGV } from "../../kernel/abi/signal.ts";
import { inUserMode } from "../../machine/cpu/boot.ts";
import type { Kind } from "../../machine/cpu/kind.ts";
import { step } from "../../machine/cpu/step.ts";
import { type Classes, classify, isSensitive, theorem } from "../../virt/explorer/classify.ts";
import { EXPERIMENTS, experimentOn } from "../../virt/explorer/experiments.ts";
import { WAYS } from "../../virt/explorer/explore.ts";
import { guestBefore, instructionOf } from "../../virt/explorer/setting.ts";
import { type Main, must, type Run, sys } from "../program.ts";
import { flush } from "../stdio.ts";
import type { Cmd } from "../tool.ts";
import { changedFields, faultText, report, runOfCase, summary, tellingRun } from "./insn-report.ts";
import { choice, columns, teachingTool } from "./teaching-tool.ts";

/** The program executes the instruction itself, in ring 3. */
function* asUser(cmd: Cmd, kind: Kind): Run<void> {
  const [first] = experimentOn(kind).cases;
  const kernel = guestBefore(first);
  const before = { ...inUserMode(kernel), regs: kernel.regs };
  const { cpu, fault } = step(before, instructionOf(first));
  yield* cmd.print(`${first.text}\nway: user (program in ring 3)\n`);
  if (cpu) {
    yield* cmd.print(`trapped: no\nchanged: ${changedFields(before, cpu).join(" ") || "nothing"}\n`);
    return;
  }
  yield* cmd.print(`trapped: ${faultText(fault)}\n`);
  yield* flush(cmd.out);
  // exc_general_protection, arch/x86/kernel/traps.c
  if (fault.name !== "#GP") throw new Error(`the signal for ${fault.name} is not modelled`);
  yield* sys("kill", { pid: must(yield* sys("getpid", {})), sig: SIGSEGV });
}

const classNames = ({ privileged, controlSensitive, behaviourSensitive }: Classes): string =>
  [
    privileged ? "privileged" : "-",
    controlSensitive ? "control-sensitive" : behaviourSensitive ? "behaviour-sensitive" : "innocuous",
  ].join("  ");

/** What is always the same, worked out when it is first asked for. */
function once<T>(work: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => {
    found ??= { value: work() };
    return found.value;
  };
}

const classified = once(() => EXPERIMENTS.map(({ mnemonic }) => ({ mnemonic, classes: classify(mnemonic) })));
const onX86 = once(() => theorem("deprivileged"));

function* list(cmd: Cmd): Run<void> {
  const all = classified();
  const silent = ({ classes }: (typeof all)[number]) => isSensitive(classes) && !classes.privileged;
  const rows = [...all.filter(silent), ...all.filter((one) => !silent(one))];
  yield* cmd.print(columns(rows.map(({ mnemonic, classes }) => [mnemonic, ...classNames(classes).split("  ")])));
  yield* cmd.print(`sensitive, but not privileged: ${all.filter(silent).length}\n`);
}

function* condition(cmd: Cmd): Run<void> {
  const { sensitive, violators, premise } = onX86();
  yield* cmd.print(`sensitive instructions: ${sensitive.length}\n`);
  if (violators.length > 0) yield* cmd.print(`not privileged: ${violators.join(" ")}\n`);
  yield* cmd.print(`every sensitive instruction is privileged: ${premise ? "yes" : "no"}\n`);
}

export const insnMain: Main = teachingTool(
  {
    name: "insn",
    usage: "[OPTION]... MNEMONIC...",
    about: `Execute an instruction on a model of an x86 processor of 2003, and show what became of it.
Mnemonics: ${EXPERIMENTS.map(({ mnemonic }) => mnemonic).join(" ")}`,
    options: `
  -w, --way=WAY            native, user, deprivileged, translated or vt-x
  -c, --case=NAME          one case of the experiment, not the most telling one
  -l, --list               sort all instructions by what they do in ring 0 and in ring 3
  -t, --theorem            compare the sensitive instructions with the privileged ones`,
  },
  function* (cmd) {
    if (cmd.has("list") || cmd.has("theorem")) {
      yield* cmd.has("list") ? list(cmd) : condition(cmd);
      return 0;
    }
    const way = yield* choice(cmd, "way", ["native", "user", ...WAYS.filter((one) => one !== "native")]);
    const kinds: Kind[] = [];
    for (const word of cmd.operands) {
      const known = EXPERIMENTS.find(({ mnemonic }) => mnemonic === word);
      if (known) kinds.push(known.mnemonic);
      else yield* cmd.misuse(`there is no experiment on '${word}'`);
    }
    const [only] = kinds;
    if (!only) return yield* cmd.misuse("missing mnemonic");
    const named = cmd.last("case");
    const known = experimentOn(only).cases.map(({ id }) => id);
    if (named !== undefined && !known.includes(named)) {
      yield* cmd.misuse(`cases of ${only}: ${known.join(" ")}`);
    }
    if (way === "user") yield* asUser(cmd, only);
    else if (named !== undefined) yield* cmd.print(report(runOfCase(only, way, named)));
    else if (kinds.length === 1) yield* cmd.print(report(tellingRun(only, way)));
    else yield* cmd.print(columns(kinds.map((kind) => summary(tellingRun(kind, way)))));
    return 0;
  },
);
