// A process started from outside the world: what `sim` runs its script in.

import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY, O_WRONLY } from "../../kernel/abi/flags.ts";
import { HOST } from "../../kernel/apply.ts";
import type { FileId, PipeId, Target } from "../../kernel/fs/file.ts";
import { makePipe } from "../../kernel/fs/pipe.ts";
import { allocNumbers } from "../../kernel/task/pid.ts";
import type { Pid } from "../../kernel/task/task.ts";
import type { Tx } from "../../kernel/tx.ts";
import type { MachineId } from "../../kernel/world.ts";
import { err } from "../libc.ts";
import { sys } from "../program.ts";
import type { Runner } from "../runner.ts";

export interface Launch {
  /** The file to run, where it is not argv[0]. */
  readonly path?: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  /** Bytes on standard input: as from a file, which can be sought in. */
  readonly stdin: string;
  /** The machine to run it on; absent: the host. */
  readonly on?: MachineId;
}

export interface Launched {
  readonly pid: Pid;
  /** Pipes that end outside the world: what is written to them appears in `pipe.written` events. */
  readonly stdout: PipeId;
  readonly stderr: PipeId;
}

/** Starts `argv` as a child of process 1, in a session of its own, without a terminal. */
export function launch(runner: Runner, { argv, env, stdin, path = argv[0] ?? "", on = HOST }: Launch): Launched {
  let stdout = 0 as PipeId;
  let stderr = 0 as PipeId;
  const pid = runner.spawn(
    (tx) => {
      const child = cloneOfInit(tx);
      stdout = makePipe(tx, true);
      stderr = makePipe(tx, true);
      open(tx, child, 0, O_RDONLY, { kind: "text", text: stdin });
      open(tx, child, 1, O_WRONLY, { kind: "pipe", pipe: stdout });
      open(tx, child, 2, O_WRONLY, { kind: "pipe", pipe: stderr });
      return child;
    },
    function* () {
      const r = yield* sys("execve", { path, argv, env });
      if (failed(r)) yield* err(`${path}: cannot be started\n`);
      return 127;
    },
    on,
  );
  return { pid, stdout, stderr };
}

function cloneOfInit(tx: Tx): Pid {
  const init = tx.task(1 as Pid);
  const nspids = allocNumbers(tx.k, init.ns.pid);
  if (failed(nspids) || !nspids[0]) throw new Error("there is no number for another process");
  const pid = nspids[0].pid as number as Pid;
  const job = { pid, nspids, ppid: init.pid, children: [], pgid: pid, sid: pid, tty: null, fds: {}, comm: "sim" };
  const fresh = { state: "runnable", wait: null, status: 0, jobChange: null, startedAt: tx.now, cpuTime: 0 } as const;
  const sig = { actions: {}, blocked: [], pending: [] };
  tx.emit({ type: "task.cloned", task: { ...init, ...job, ...fresh, sig }, flags: 0 });
  return pid;
}

function open(tx: Tx, pid: Pid, fd: number, flags: number, target: Target): void {
  const file = { id: tx.k.next.file as FileId, flags, pos: 0, refs: 0, path: null, target };
  tx.emit({ type: "file.opened", pid, file, fd, cloexec: false });
}
