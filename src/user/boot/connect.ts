// A person logs in once more: a connection reaches sshd from outside, and a shell stands on a terminal of its own.

import { failed } from "../../kernel/abi/errno.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { values } from "../../kernel/table.ts";
import { clone } from "../../kernel/task/clone.ts";
import type { Pid } from "../../kernel/task/task.ts";
import type { Kernel, World } from "../../kernel/world.ts";
import { SSHD_SESSION } from "../init/sshd.ts";
import { sys } from "../program.ts";
import type { Runner } from "../runner.ts";

/** Most terminals that a world opens: more would only crowd the picture. */
export const MOST_TERMINALS = 4;

/** The process that takes connections; null when nobody does: "Connection refused". */
function listener(world: World): Pid | null {
  const { tasks } = hostOf(world);
  return values(tasks).find((t) => t.comm === "sshd" && t.ppid === 1 && t.state !== "zombie")?.pid ?? null;
}

/** Whether a further connection would be taken. */
export function canConnect(world: World): boolean {
  return listener(world) !== null && values(hostOf(world).ttys).length < MOST_TERMINALS;
}

function hostOf(world: World): Kernel {
  const { host } = world.machines;
  if (!host) throw new Error("this world has no host");
  return host.kernel;
}

/** Opens a pseudo-terminal and starts the process that serves it. Throws where `canConnect` says no. */
export function connect(runner: Runner): TtyId {
  const parent = listener(runner.world);
  if (parent === null || !canConnect(runner.world)) throw new Error("ssh: connect to host: Connection refused");
  const path = SSHD_SESSION;
  let id = 0 as TtyId;
  let name = "";
  runner.spawn(
    (tx) => {
      const pts = values(tx.k.ttys).filter((t) => t.name.startsWith("pts/")).length;
      id = tx.k.next.tty as TtyId;
      name = `pts/${pts}`;
      const session = { foreground: 0, session: 0, rows: 24, columns: 80 };
      tx.emit({ type: "tty.created", tty: { id, name, line: "", input: "", screen: "", ...session } });
      const child = clone(tx, parent, { flags: 0 });
      if (failed(child)) throw new Error("sshd cannot fork");
      return child as number as Pid;
    },
    function* () {
      yield* sys("execve", { path, argv: [`sshd-session: root@${name}`], env: [] });
      return 255;
    },
  );
  return id;
}
