import { EEXIST, ENOTDIR, type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { adjustMode, isDir, parseMode } from "./mode.ts";
import { dirName, stripSlashes } from "./paths.ts";

export const mkdirMain = tool(
  {
    name: "mkdir",
    usage: "[OPTION]... DIRECTORY...",
    options: `
  -m, --mode=MODE          set file mode (as in chmod), not a=rwx - umask
  -p, --parents            no error if existing, make parent directories as needed
  -v, --verbose            print a message for each created directory
  ! -Z                     set SELinux security context
  ! --context[=CTX]        set the SELinux or SMACK security context
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    const spec = cmd.last("mode");
    const changes = spec === undefined ? null : parseMode(spec);
    if (spec !== undefined && changes === null) {
      return yield* cmd.die(1, cmd.busybox ? `invalid mode '${spec}'` : `invalid mode ${quote(spec)}`);
    }
    const umask = yield* sys("umask", { mask: 0 });
    yield* sys("umask", { mask: umask });
    const mode = changes ? adjustMode(0o777, true, umask, changes) : null;
    let status = 0;
    for (const path of cmd.operands) {
      const made = cmd.has("parents") ? yield* makeParents(cmd, path, umask) : true;
      if (!made || !(yield* make(cmd, path, mode))) status = 1;
    }
    return status;
  },
);

function* make(cmd: Cmd, path: string, mode: number | null): Run<boolean> {
  const e = yield* sys("mkdir", { path, mode: mode === null ? 0o777 : mode & 0o777 });
  if (e === EEXIST && cmd.has("parents")) {
    const st = yield* sys("stat", { path });
    if (!failed(st) && isDir(st.mode)) return true;
  }
  if (failed(e)) return yield* refused(cmd, path, e);
  if (cmd.has("verbose")) yield* said(cmd, path);
  // mkdir(2) takes the umask away; -m says what the mode shall be.
  if (mode !== null) {
    const c = yield* sys("chmod", { path, mode });
    if (failed(c)) {
      yield* cmd.warn(`cannot set permissions of ${quoteaf(path)}`, c);
      return false;
    }
  }
  return true;
}

/** Parents are made with mode u+wx beyond the umask - mkdir(1), "-p". */
function* makeParents(cmd: Cmd, path: string, umask: number): Run<boolean> {
  const missing: string[] = [];
  for (let dir = dirName(stripSlashes(path)); dir !== "." && dir !== "/"; dir = dirName(dir)) {
    const st = yield* sys("stat", { path: dir });
    if (!failed(st)) {
      if (!isDir(st.mode)) return yield* refused(cmd, dir, ENOTDIR);
      break;
    }
    missing.unshift(dir);
  }
  for (const dir of missing) {
    const old = yield* sys("umask", { mask: umask & ~0o300 });
    const e = yield* sys("mkdir", { path: dir, mode: 0o777 });
    yield* sys("umask", { mask: old });
    if (failed(e) && e !== EEXIST) return yield* refused(cmd, dir, e);
    if (!failed(e) && cmd.has("verbose")) yield* said(cmd, dir);
  }
  return true;
}

function* refused(cmd: Cmd, path: string, e: Errno): Run<boolean> {
  yield* cmd.warn(cmd.busybox ? `can't create directory '${path}'` : `cannot create directory ${quoteaf(path)}`, e);
  return false;
}

function* said(cmd: Cmd, path: string): Run<void> {
  yield* cmd.print(cmd.busybox ? `created directory: '${path}'\n` : `${cmd.who}: created directory ${quoteaf(path)}\n`);
}
