// Traps: what the shell does on a signal, and on EXIT, ERR, DEBUG and RETURN, which are no signals.
//
// A caught signal only makes a note; the trap runs between two commands, "when the command completes" - bash(1), SIGNALS.

import {
  SIGCHLD,
  SIGINT,
  SIGQUIT,
  SIGTERM,
  SIGTSTP,
  SIGTTIN,
  SIGTTOU,
  type SigNo,
  signalName,
  signalNumber,
} from "../../kernel/abi/signal.ts";
import { onSignal, type Run, sys } from "../program.ts";
import { currentLine } from "./message.ts";
import type { Shell } from "./shell.ts";
import { ExitShell } from "./unwind.ts";

const PSEUDO = new Set(["EXIT", "ERR", "DEBUG", "RETURN"]);

/** "TERM" for TERM, SIGTERM, 15, sigterm; null where there is no such signal. */
export function trapName(spec: string): string | null {
  const upper = spec.toUpperCase();
  if (spec === "0" || upper === "EXIT" || upper === "SIGEXIT") return "EXIT";
  if (PSEUDO.has(upper)) return upper;
  const n = signalNumber(spec);
  return n === null || n === 0 ? null : signalName(n);
}

/** Signals that an interactive shell does not die of: bash's initialize_shell_signals, jobs.c. */
export const IGNORED_WHEN_INTERACTIVE: readonly SigNo[] = [SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU];

const note = (sh: Shell) =>
  // biome-ignore lint/correctness/useYield: a handler is a program; this one needs no system call
  function* (sig: SigNo): Run<void> {
    if (!sh.pending.includes(sig)) sh.pending.push(sig);
  };

/** Sets, ignores ("") or resets (null) a trap. */
export function* setTrap(sh: Shell, name: string, command: string | null): Run<void> {
  if (sh.isSubshell) forgetInherited(sh);
  const sig = PSEUDO.has(name) ? null : signalNumber(name);
  if (sig !== null && (yield* wasIgnored(sh, sig))) return;
  if (command === null) sh.traps.delete(name);
  else sh.traps.set(name, command);
  sh.trapDepths.set(name, functionDepth(sh));
  if (name === "EXIT" && command && sh.dialect.name === "bash" && !sh.interactive) yield* catchTerminating(sh);
  if (sig === null || sig === SIGCHLD) return;
  if (command === "") yield* sys("rt_sigaction", { sig, action: "ignore" });
  else if (command !== null) yield* onSignal(sig, note(sh));
  else yield* resetSignal(sh, sig);
}

// Signals that would end a shell: bash's terminating_signals[], sig.c. With a trap on EXIT it catches them, to run it first.
const TERMINATING = "HUP INT ILL TRAP ABRT FPE BUS SEGV SYS PIPE ALRM TERM XCPU XFSZ VTALRM PROF USR1 USR2".split(" ");

function* catchTerminating(sh: Shell): Run<void> {
  for (const name of TERMINATING) {
    const sig = signalNumber(name);
    if (sig === null || sh.traps.has(name) || sh.terminating.has(sig) || (yield* wasIgnored(sh, sig))) continue;
    sh.terminating.add(sig);
    yield* onSignal(sig, note(sh));
  }
}

/** It came: the EXIT trap runs, and then the shell dies of the signal after all. termsig_handler(), sig.c */
function* dieOf(sh: Shell, sig: SigNo): Run<void> {
  yield* runExitTrap(sh);
  yield* sys("rt_sigaction", { sig, action: "default" });
  yield* sys("kill", { pid: yield* sys("getpid", {}), sig });
}

/** "Signals ignored upon entry to the shell cannot be trapped or reset" - bash(1), trap. Asked at the first trap. */
function* wasIgnored(sh: Shell, sig: SigNo): Run<boolean> {
  const known = sh.ignoredOnEntry.get(sig);
  if (known !== undefined) return known;
  const own = sh.interactive && (IGNORED_WHEN_INTERACTIVE.includes(sig) || sig === SIGQUIT);
  const ignored = !own && !sh.traps.has(signalName(sig)) && (yield* sys("rt_sigaction", { sig })) === "ignore";
  sh.ignoredOnEntry.set(sig, ignored);
  return ignored;
}

function* resetSignal(sh: Shell, sig: SigNo): Run<void> {
  if (sh.terminating.has(sig)) yield* onSignal(sig, note(sh));
  else if (!sh.interactive) yield* sys("rt_sigaction", { sig, action: "default" });
  else if (sig === SIGINT) yield* onSignal(sig, note(sh));
  else
    yield* sys("rt_sigaction", {
      sig,
      action: IGNORED_WHEN_INTERACTIVE.includes(sig) || sig === SIGQUIT ? "ignore" : "default",
    });
}

/** At the start of an interactive shell. */
export function* interactiveSignals(sh: Shell): Run<void> {
  for (const sig of [...IGNORED_WHEN_INTERACTIVE, SIGQUIT]) yield* sys("rt_sigaction", { sig, action: "ignore" });
  yield* onSignal(SIGINT, note(sh));
}

/**
 * In a new child: "traps caught are reset to the values the shell inherited from its parent" - bash(1). Ignored ones
 * stay ignored. The commands stay listed (trap -p in a subshell shows them) until the subshell sets one of its own.
 */
export function* resetTraps(sh: Shell, wasInteractive: boolean, wasWatching: boolean): Run<void> {
  for (const [name, command] of sh.traps) {
    const sig = PSEUDO.has(name) ? null : signalNumber(name);
    if (sig !== null && command !== "" && sig !== SIGCHLD) yield* sys("rt_sigaction", { sig, action: "default" });
  }
  for (const sig of sh.terminating) {
    if (!sh.traps.has(signalName(sig))) yield* sys("rt_sigaction", { sig, action: "default" });
  }
  sh.terminating.clear();
  if (wasInteractive) {
    for (const sig of [...IGNORED_WHEN_INTERACTIVE, SIGQUIT, SIGINT]) {
      if (!sh.traps.has(signalName(sig))) yield* sys("rt_sigaction", { sig, action: "default" });
    }
  }
  if (wasWatching) yield* sys("rt_sigaction", { sig: SIGCHLD, action: "default" });
}

function forgetInherited(sh: Shell): void {
  if (!sh.inheritedTraps) return;
  sh.inheritedTraps = false;
  for (const [name, command] of sh.traps) if (command !== "") sh.traps.delete(name);
}

const functionDepth = (sh: Shell): number => sh.frames.filter((f) => f.kind === "function").length;

/** The command of a trap that is in force here. */
export function trapCommand(sh: Shell, name: string): string | undefined {
  const command = sh.traps.get(name);
  if (command === undefined || name === "EXIT") return sh.inheritedTraps ? undefined : command;
  const inFunction = /^(ERR|DEBUG|RETURN)$/.test(name) && functionDepth(sh) > (sh.trapDepths.get(name) ?? 0);
  if (!sh.inheritedTraps && !inFunction) return command;
  // "The ERR trap is normally not inherited" by functions and subshells, unless set -E; nor the others, unless set -T
  const kept = (name === "ERR" && sh.options.has("errtrace")) || (name !== "ERR" && sh.options.has("functrace"));
  return kept ? command : undefined;
}

/** Runs a trap's command; $? is what it was before. */
export function* runTrap(sh: Shell, name: string): Run<void> {
  const command = trapCommand(sh, name);
  if (!command || sh.inTrap) return;
  const { status, at, unit } = sh;
  sh.inTrap = name !== "EXIT";
  const line = name === "ERR" || name === "DEBUG" ? currentLine(sh) : 1;
  try {
    yield* sh.core.runText(sh, command, { name: sh.name, label: `${name.toLowerCase()} trap`, line });
  } finally {
    sh.inTrap = false;
  }
  sh.status = status;
  sh.at = at;
  sh.unit = unit;
}

/** Runs the traps of the signals that came in meanwhile. */
export function* runPending(sh: Shell): Run<void> {
  while (sh.pending.length > 0 && !sh.inTrap) {
    const sig = sh.pending.shift() as SigNo;
    if (sh.traps.get(signalName(sig))) yield* runTrap(sh, signalName(sig));
    else if (sh.terminating.has(sig)) yield* dieOf(sh, sig);
    else if (sig === SIGINT && sh.interactive) throw new Interrupted();
  }
}

/** ^C in an interactive shell: the line is given up. */
export class Interrupted {
  readonly status = 128 + SIGINT;
}

/** The EXIT trap, once; it may itself change the status with exit. */
export function* runExitTrap(sh: Shell): Run<number> {
  const command = trapCommand(sh, "EXIT");
  if (!command) return sh.status;
  sh.traps.delete("EXIT");
  const { status } = sh;
  try {
    sh.inTrap = false;
    yield* sh.core.runText(sh, command, { name: sh.name, label: "exit trap", line: 1 });
  } catch (e) {
    if (e instanceof ExitShell) return e.status;
    throw e;
  }
  return status;
}
