// gnulib's c-stack, which grep, diff and cmp use: a deep recursion that runs out of stack gets a message. Here nothing
// overflows, but the handler is there, and whoever looks at SigCgt or sends SIGSEGV sees it.

import { SIGSEGV } from "../kernel/abi/signal.ts";
import { err } from "./libc.ts";
import { onSignal, type Run, sys } from "./program.ts";

/** c_stack_action(NULL) */
export function* catchStackOverflow(who: string): Run<void> {
  yield* onSignal(SIGSEGV, function* () {
    yield* err(`${who}: program error\n`);
    yield* sys("rt_sigaction", { sig: SIGSEGV, action: "default" });
    yield* sys("kill", { pid: yield* sys("getpid", {}), sig: SIGSEGV });
  });
}
