// setsid(1): runs a program as the leader of a new session, without a controlling terminal.

import { failed } from "../../kernel/abi/errno.ts";
import { TIOCSCTTY } from "../../kernel/abi/flags.ts";
import { exitCode, waitFor } from "../exec.ts";
import { clone, type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { execCommand, orDie, ulTool } from "./frame.ts";

export const setsidMain = ulTool(
  {
    name: "setsid",
    usage: ["[options] <program> [<argument>...]"],
    does: "Run a program in a new session.",
    options: `
  -c, --ctty              set the controlling terminal to the current one
  -f, --fork              always fork
  -w, --wait              wait program to exit, and use the same return
`,
    man: "setsid(1)",
    stop: true,
  },
  function* (cmd) {
    if (cmd.operands.length === 0) yield* cmd.misuse("no command specified");
    // A group leader cannot make a session: then a child does.
    const leads = (yield* sys("getpgid", { pid: 0 })) === (yield* sys("getpid", {}));
    if (!cmd.has("fork") && !leads) return yield* lead(cmd);
    const child = yield* clone(0, () => lead(cmd));
    if (failed(child)) return yield* cmd.die(1, "fork", child);
    if (!cmd.has("wait")) return 0;
    const status = yield* orDie(cmd, yield* waitFor(child), "wait");
    return exitCode(status);
  },
);

function* lead(cmd: Cmd): Run<number> {
  yield* orDie(cmd, yield* sys("setsid", {}), "setsid failed");
  if (cmd.has("ctty")) {
    const r = yield* sys("ioctl", { fd: 0, request: TIOCSCTTY, arg: 1 });
    yield* orDie(cmd, r, "failed to set the controlling terminal");
  }
  return yield* execCommand(cmd, cmd.operands, cmd.self.env);
}
