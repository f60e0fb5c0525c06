// FEATURE_SH_STANDALONE, FEATURE_PREFER_APPLETS: a name that is an applet's is not searched along PATH. The process
// either goes on as that applet (the small ones), or becomes /proc/self/exe, which is this same busybox: without a
// /proc the others are found only where a link to busybox lies along PATH.

import type { Errno } from "../../kernel/abi/errno.ts";
import { PR_SET_NAME } from "../../kernel/sys/task.ts";
import { Exit, type Run, type Self, sys } from "../program.ts";
import { isApplet, NOEXEC } from "./applets.ts";

/** Called through busybox, an applet's program finds this in self.arg. */
export const BUSYBOX_ARG = "busybox";

/** Becomes the applet; comes back only with the error of execve(2). */
export function* execApplet(self: Self, argv: readonly string[], env: readonly string[]): Run<Errno> {
  const name = argv[0] ?? "";
  if (!NOEXEC.has(name)) return (yield* sys("execve", { path: "/proc/self/exe", argv, env })) as Errno;
  yield* sys("prctl", { option: PR_SET_NAME, arg: name });
  throw new Exit(yield* self.load("busybox")({ ...self, argv, env, arg: BUSYBOX_ARG }));
}

/** What busybox tries before PATH: env, chroot by BB_EXECVP, find and xargs in a child of theirs (spawn_and_wait). */
export function* tryApplet(self: Self, argv: readonly string[], env: readonly string[], forked: boolean): Run<void> {
  if (self.arg !== BUSYBOX_ARG || !isApplet(argv[0] ?? "")) return;
  if (forked) yield* execApplet(self, argv, env);
  else yield* sys("execve", { path: "/proc/self/exe", argv, env });
}
