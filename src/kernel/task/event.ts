// What happens to tasks, signals, clocks and the run queue. Past tense, subsystem first.

import type { Limit, Resource } from "../abi/resource.ts";
import type { SigNo } from "../abi/signal.ts";
import type { Path } from "../fs/path.ts";
import type { Seccomp, Verdict } from "../security/seccomp.ts";
import type { Cred, Image, NsSet, Pid, SigAction, SigInfo, Task } from "./task.ts";

export type TaskEvent =
  /** A system call came back. It stands before the events that it caused. `ret` is data for read and the like. */
  | {
      readonly type: "sys.called";
      readonly pid: Pid;
      readonly call: string;
      readonly args: object;
      readonly ret: unknown;
      /** How long it took, with all since the last call, where the machine keeps account: nanoseconds. */
      readonly ns?: number;
    }
  /** Nobody could run: the clock jumped to the next timer. Virtual nanoseconds. */
  | { readonly type: "clock.advanced"; readonly to: number }
  | { readonly type: "task.cloned"; readonly task: Task; readonly flags: number }
  | {
      readonly type: "task.execed";
      readonly pid: Pid;
      readonly exe: Path;
      readonly argv: readonly string[];
      readonly env: readonly string[];
      readonly comm: string;
      readonly image: Image;
      readonly cred: Cred;
    }
  | { readonly type: "task.chosen"; readonly pid: Pid }
  | { readonly type: "task.preempted"; readonly pid: Pid; readonly ran: number }
  /** `ran`: virtual nanoseconds on the processor since it was chosen. */
  | {
      readonly type: "task.slept";
      readonly pid: Pid;
      readonly channel: string;
      readonly call: string;
      readonly ran: number;
    }
  | { readonly type: "task.woken"; readonly pid: Pid }
  | { readonly type: "task.stopped"; readonly pid: Pid; readonly sig: SigNo }
  | { readonly type: "task.continued"; readonly pid: Pid }
  | { readonly type: "task.exited"; readonly pid: Pid; readonly status: number; readonly ran: number }
  | { readonly type: "task.reaped"; readonly pid: Pid; readonly by: Pid }
  | { readonly type: "task.reparented"; readonly pid: Pid; readonly to: Pid }
  | { readonly type: "task.reported"; readonly pid: Pid }
  | { readonly type: "task.regrouped"; readonly pid: Pid; readonly pgid: Pid }
  | { readonly type: "task.led-session"; readonly pid: Pid }
  | { readonly type: "task.renamed"; readonly pid: Pid; readonly comm: string }
  | { readonly type: "task.niced"; readonly pid: Pid; readonly nice: number }
  | {
      readonly type: "task.set";
      readonly pid: Pid;
      readonly option: "subreaper" | "noNewPrivs" | "nprocExceeded";
      readonly value: boolean;
    }
  | { readonly type: "task.limited"; readonly pid: Pid; readonly resource: Resource; readonly limit: Limit }
  | { readonly type: "seccomp.set"; readonly pid: Pid; readonly to: Seccomp }
  /** A filter did not just let a call pass. */
  | { readonly type: "seccomp.judged"; readonly pid: Pid; readonly call: string; readonly verdict: Verdict }
  | { readonly type: "task.death-signal-set"; readonly pid: Pid; readonly sig: SigNo }
  | { readonly type: "task.chdired"; readonly pid: Pid; readonly cwd: Path }
  | { readonly type: "task.chrooted"; readonly pid: Pid; readonly root: Path }
  | { readonly type: "task.umasked"; readonly pid: Pid; readonly umask: number }
  | { readonly type: "task.joined"; readonly pid: Pid; readonly ns: NsSet }
  | { readonly type: "cred.changed"; readonly pid: Pid; readonly cred: Cred }
  | { readonly type: "signal.sent"; readonly pid: Pid; readonly info: SigInfo }
  | {
      readonly type: "signal.delivered";
      readonly pid: Pid;
      readonly sig: SigNo;
      readonly how: "caught" | "ignored" | "default";
    }
  | { readonly type: "signal.action-set"; readonly pid: Pid; readonly sig: SigNo; readonly action: SigAction | null }
  | { readonly type: "signal.masked"; readonly pid: Pid; readonly blocked: readonly SigNo[] }
  | { readonly type: "timer.armed"; readonly pid: Pid; readonly at: number; readonly kind: "wake" | "alarm" }
  | { readonly type: "timer.cancelled"; readonly pid: Pid; readonly kind: "wake" | "alarm" };
