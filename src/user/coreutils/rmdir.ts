import { EACCES, EBUSY, EEXIST, ENOTEMPTY, EPERM, EROFS, type Errno, failed } from "../../kernel/abi/errno.ts";
import { listDir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { stripSlashes } from "./paths.ts";

export const rmdirMain = tool(
  {
    name: "rmdir",
    usage: "[OPTION]... DIRECTORY...",
    options: `
  --ignore-fail-on-non-empty  ignore each failure to remove a non-empty directory
  -p, --parents            remove DIRECTORY and its ancestors
  -v, --verbose            output a diagnostic for every directory processed
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    let status = 0;
    for (const path of cmd.operands) {
      if (!(yield* remove(cmd, path, true))) {
        status = 1;
        continue;
      }
      if (!cmd.has("parents")) continue;
      let dir = stripSlashes(path);
      for (let at = dir.lastIndexOf("/"); at > 0; at = dir.lastIndexOf("/")) {
        dir = stripSlashes(dir.slice(0, at));
        if (!(yield* remove(cmd, dir, false))) {
          status = 1;
          break;
        }
      }
    }
    return status;
  },
);

function* remove(cmd: Cmd, path: string, named: boolean): Run<boolean> {
  if (cmd.has("verbose")) yield* cmd.print(`${cmd.who}: removing directory, ${quoteaf(path)}\n`);
  const e = yield* sys("rmdir", { path });
  if (!failed(e)) return true;
  if (cmd.has("ignore-fail-on-non-empty") && (yield* isForEntries(path, e))) return true;
  if (cmd.busybox) yield* cmd.warn(`'${path}'`, e);
  else yield* cmd.warn(named ? `failed to remove ${quoteaf(path)}` : `failed to remove directory ${quoteaf(path)}`, e);
  return false;
}

/** Whether rmdir(2) would have failed for the entries alone: another error may have come before ENOTEMPTY. */
function* isForEntries(path: string, e: Errno): Run<boolean> {
  if (e === ENOTEMPTY || e === EEXIST) return true;
  if (e !== EACCES && e !== EPERM && e !== EROFS && e !== EBUSY) return false;
  const names = yield* listDir(path);
  return !failed(names) && names.length > 0;
}
