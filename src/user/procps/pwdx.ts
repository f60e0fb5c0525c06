import { EACCES, ENOENT, ESRCH, failed, strerror } from "../../kernel/abi/errno.ts";
import { err } from "../libc.ts";
import { sys } from "../program.ts";
import { type ProcpsTool, procpsTool, usageError } from "./frame.ts";

const PWDX: ProcpsTool = { name: "pwdx", usage: "[options] pid...", options: "" };

export const pwdxMain = procpsTool(PWDX, function* (cmd) {
  if (cmd.operands.length === 0) yield* usageError(PWDX);
  let status = 0;
  for (const word of cmd.operands) {
    const pid = /^(?:\/proc\/)?([1-9]\d*)$/.exec(word)?.[1];
    if (pid === undefined) yield* cmd.die(1, `invalid process id: ${word}`);
    const cwd = yield* sys("readlink", { path: `/proc/${pid}/cwd` });
    if (failed(cwd)) {
      yield* err(`${word}: ${strerror(cwd === ENOENT ? ESRCH : cwd === EACCES ? EACCES : cwd)}\n`);
      status = 1;
    } else yield* cmd.print(`${word}: ${cwd}\n`);
  }
  return status;
});
