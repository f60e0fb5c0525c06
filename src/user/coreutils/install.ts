import { EEXIST, failed } from "../../kernel/abi/errno.ts";
import { parseGroup, parseOwner } from "../accounts.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { asker } from "./ask.ts";
import { type CopyOptions, copy, newState } from "./copy.ts";
import { adjustMode, isDir, parseMode } from "./mode.ts";
import { dirName } from "./paths.ts";
import { targets } from "./targets.ts";

export const installMain = tool(
  {
    name: "install",
    usage: [
      "[OPTION]... [-T] SOURCE DEST",
      "[OPTION]... SOURCE... DIRECTORY",
      "[OPTION]... -t DIRECTORY SOURCE...",
      "[OPTION]... -d DIRECTORY...",
    ],
    options: `
  ! --backup[=CONTROL]     make a backup of each existing destination file
  ! -b                     like --backup but does not accept an argument
  -c                       (ignored)
  ! -C, --compare          compare content of source and destination files, and if no change to content, do not modify
  -d, --directory          treat all arguments as directory names
  -D                       create all leading components of DEST except the last
  ! --debug                explain how a file is copied
  -g, --group=GROUP        set group ownership, instead of process' current group
  -m, --mode=MODE          set permission mode (as in chmod), instead of rwxr-xr-x
  -o, --owner=OWNER        set ownership (super-user only)
  -p, --preserve-timestamps  apply access/modification times of SOURCE files to corresponding destination files
  ! -s, --strip            strip symbol tables
  ! --strip-program=PROGRAM  program used to strip binaries
  ! -S, --suffix=SUFFIX    override the usual backup suffix
  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY
  -T, --no-target-directory  treat DEST as a normal file
  -v, --verbose            print the name of each created file or directory
  ! --preserve-context     preserve SELinux security context
  ! -Z                     set SELinux security context of destination file
  ! --context[=CTX]        like -Z, or if CTX is specified then set the SELinux or SMACK security context to CTX
`,
  },
  function* (cmd): Run<number> {
    const spec = cmd.last("mode") ?? "0755";
    const changes = parseMode(spec);
    if (!changes) return yield* cmd.die(1, `invalid mode ${quote(spec)}`);
    const owner = cmd.has("owner") ? yield* parseOwner(cmd.last("owner") ?? "") : { uid: -1, gid: -1 };
    if (typeof owner === "string") return yield* cmd.die(1, `invalid user ${quote(cmd.last("owner") ?? "")}`);
    const gid = cmd.has("group") ? yield* parseGroup(cmd.last("group") ?? "") : -1;
    if (gid === null) return yield* cmd.die(1, `invalid group ${quote(cmd.last("group") ?? "")}`);
    const finish = function* (path: string, dir: boolean): Run<boolean> {
      if (owner.uid >= 0 || gid >= 0) {
        const e = yield* sys("chown", { path, owner: owner.uid, group: gid });
        if (failed(e)) {
          yield* cmd.warn(`cannot change ownership of ${quoteaf(path)}`, e);
          return false;
        }
      }
      const e = yield* sys("chmod", { path, mode: adjustMode(0, dir, 0, changes) });
      if (failed(e)) yield* cmd.warn(`setting permissions for ${quoteaf(path)}`, e);
      return !failed(e);
    };
    let status = 0;
    if (cmd.has("directory")) {
      if (cmd.operands.length === 0) return yield* cmd.misuse("missing file operand");
      for (const path of cmd.operands) if (!((yield* makeDirs(cmd, path)) && (yield* finish(path, true)))) status = 1;
      return status;
    }
    if (cmd.has("D")) {
      const [, dst] = cmd.operands;
      const dir = cmd.last("target-directory") ?? (cmd.operands.length === 2 && dst !== undefined ? dirName(dst) : ".");
      if (!(yield* makeDirs(cmd, dir))) return 1;
    }
    const options = copyOptions(cmd);
    const state = newState();
    for (const { src, dst } of yield* targets(cmd)) {
      const st = yield* sys("stat", { path: src });
      if (!failed(st) && isDir(st.mode)) {
        yield* cmd.warn(`omitting directory ${quoteaf(src)}`);
        status = 1;
      } else if ((yield* copy(cmd, src, dst, options, state)) === "failed" || !(yield* finish(dst, false))) status = 1;
    }
    return status;
  },
);

function* makeDirs(cmd: Cmd, path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  if (!failed(st) && isDir(st.mode)) return true;
  const up = dirName(path);
  if (up !== path && up !== "." && !(yield* makeDirs(cmd, up))) return false;
  const e = yield* sys("mkdir", { path, mode: 0o755 });
  if (failed(e) && !(e === EEXIST && !failed(st) && isDir(st.mode))) {
    yield* cmd.warn(`cannot create directory ${quoteaf(path)}`, e);
    return false;
  }
  if (cmd.has("verbose")) yield* cmd.print(`${cmd.who}: creating directory ${quoteaf(path)}\n`);
  return true;
}

// "install" writes a new file each time: one that is being run stays as it is.
const copyOptions = (cmd: Cmd): CopyOptions => ({
  recursive: false,
  follow: "always",
  keep: { mode: false, owner: false, times: cmd.has("preserve-timestamps"), links: false, xattrs: false },
  existing: "replace",
  update: false,
  force: false,
  removeFirst: true,
  make: "copy",
  verbose: cmd.has("verbose"),
  oneFileSystem: false,
  attributesOnly: false,
  move: false,
  confirm: asker(cmd),
});
