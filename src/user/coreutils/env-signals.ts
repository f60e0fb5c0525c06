// env --ignore-signal and the like: what a new program inherits. "Signals set to be ignored by the calling process
// remain ignored, signals being caught are reset to their default" - execve(2); blocked ones stay blocked.

import { failed } from "../../kernel/abi/errno.ts";
import { NSIG, type SigNo, signalName, signalNumber } from "../../kernel/abi/signal.ts";
import { err } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import type { Cmd } from "../tool.ts";

// glibc keeps 32 and 33 for its threads and does not name them.
const ALL: readonly SigNo[] = Array.from({ length: NSIG }, (_, i) => i + 1).filter((n) => n !== 32 && n !== 33);

/** Does what the signal options say, in their order; then --list-signal-handling. */
export function* handleSignals(cmd: Cmd): Run<void> {
  const actions = new Map<SigNo, { readonly action: "default" | "ignore"; readonly named: boolean }>();
  const blocked: SigNo[] = [];
  for (const { name, value } of cmd.given) {
    if (name !== "default-signal" && name !== "ignore-signal" && name !== "block-signal") continue;
    for (const sig of yield* signals(cmd, value)) {
      if (name === "block-signal") blocked.push(sig);
      else actions.set(sig, { action: name === "default-signal" ? "default" : "ignore", named: value !== undefined });
    }
  }
  for (const [sig, { action, named }] of [...actions].sort(([a], [b]) => a - b)) {
    const e = yield* sys("rt_sigaction", { sig, action });
    // SIGKILL and SIGSTOP cannot be changed: an error only where they were asked for by name.
    if (failed(e) && named) yield* cmd.die(125, `failed to set signal action for signal ${sig}`, e);
  }
  if (blocked.length > 0) yield* sys("rt_sigprocmask", { how: "block", set: blocked });
  if (cmd.has("list-signal-handling")) yield* list();
}

function* signals(cmd: Cmd, text: string | undefined): Run<readonly SigNo[]> {
  if (text === undefined) return ALL;
  const found: SigNo[] = [];
  for (const word of text.split(",").filter((w) => w !== "")) {
    const sig = signalNumber(word);
    if (sig === null || sig === 0) return yield* cmd.misuse(`${quote(word)}: invalid signal`);
    found.push(sig);
  }
  return found;
}

function* list(): Run<void> {
  const mask = yield* sys("rt_sigprocmask", { how: "block", set: [] });
  for (const sig of ALL) {
    const ignored = (yield* sys("rt_sigaction", { sig })) === "ignore";
    const is = [...(!failed(mask) && mask.includes(sig) ? ["BLOCK"] : []), ...(ignored ? ["IGNORE"] : [])];
    if (is.length > 0) yield* err(`${signalName(sig).padEnd(10)} (${String(sig).padStart(2)}): ${is.join(",")}\n`);
  }
}
