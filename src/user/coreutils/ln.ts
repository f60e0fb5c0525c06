import { EEXIST, type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf, quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { asker } from "./ask.ts";
import { isDir, isLink } from "./mode.ts";
import { baseName, canonicalize, dirName, join } from "./paths.ts";
import { relativeTo } from "./relative.ts";
import { leadsToDir, type Target, targets } from "./targets.ts";

export const lnMain = tool(
  {
    name: "ln",
    usage: [
      "[OPTION]... [-T] TARGET LINK_NAME",
      "[OPTION]... TARGET",
      "[OPTION]... TARGET... DIRECTORY",
      "[OPTION]... -t DIRECTORY TARGET...",
    ],
    options: `
  ! --backup[=CONTROL]     make a backup of each existing destination file
  ! -b                     like --backup but does not accept an argument
  -d, -F, --directory      allow the superuser to attempt to hard link directories
  -f, --force              remove existing destination files
  -i, --interactive        prompt whether to remove destinations
  -L, --logical            dereference TARGETs that are symbolic links
  -n, --no-dereference     treat LINK_NAME as a normal file if it is a symbolic link to a directory
  -P, --physical           make hard links directly to symbolic links
  -r, --relative           with -s, create links relative to link location
  -s, --symbolic           make symbolic links instead of hard links
  ! -S, --suffix=SUFFIX    override the usual backup suffix
  -t, --target-directory=DIRECTORY  specify the DIRECTORY in which to create the links
  -T, --no-target-directory  treat LINK_NAME as a normal file always
  -v, --verbose            print name of each linked file
`,
  },
  function* (cmd): Run<number> {
    if (cmd.has("relative") && !cmd.has("symbolic")) {
      return yield* cmd.die(1, "cannot do --relative without --symbolic");
    }
    const confirm = asker(cmd);
    let status = 0;
    for (const pair of yield* pairs(cmd)) if (!(yield* link(cmd, pair, confirm))) status = 1;
    return status;
  },
);

/** With one TARGET alone the link gets its last name, in the current directory. */
function* pairs(cmd: Cmd): Run<Target[]> {
  const [only, more] = cmd.operands;
  if (only !== undefined && more === undefined && !cmd.has("target-directory", "no-target-directory")) {
    return [{ src: only, dst: join(".", baseName(only)) }];
  }
  return yield* targets(cmd, function* (path) {
    if (cmd.has("no-dereference")) {
      const st = yield* sys("lstat", { path });
      if (!failed(st) && isLink(st.mode)) return false;
    }
    return yield* leadsToDir(path);
  });
}

function* link(cmd: Cmd, { src, dst }: Target, confirm: (question: string) => Run<boolean>): Run<boolean> {
  const symbolic = cmd.has("symbolic");
  if (!symbolic) {
    const st = cmd.has("logical") ? yield* sys("stat", { path: src }) : yield* sys("lstat", { path: src });
    if (failed(st)) return yield* refuse(cmd, cmd.busybox ? src : `failed to access ${quoteaf(src)}`, st);
    if (isDir(st.mode)) {
      if (!cmd.has("directory")) {
        return yield* refuse(cmd, `${quotef(src)}: hard link not allowed for directory`);
      }
    }
  }
  const target = cmd.has("relative") ? yield* relativeTarget(src, dst) : src;
  if (cmd.has("force", "interactive")) {
    const there = yield* sys("lstat", { path: dst });
    if (!failed(there)) {
      if (isDir(there.mode)) return yield* refuse(cmd, `${quotef(dst)}: cannot overwrite directory`);
      const st = symbolic ? there : yield* sys("lstat", { path: src });
      if (!symbolic && !failed(st) && st.ino === there.ino && st.dev.minor === there.dev.minor) {
        if (cmd.has("force") && src !== dst) return true;
        return yield* refuse(cmd, `${quoteaf(src)} and ${quoteaf(dst)} are the same file`);
      }
      if (cmd.has("interactive") && !(yield* confirm(`replace ${quoteaf(dst)}?`))) return false;
      const e = yield* sys("unlink", { path: dst });
      if (failed(e)) return yield* refuse(cmd, `cannot remove ${quoteaf(dst)}`, e);
    }
  }
  const e = symbolic
    ? yield* sys("symlink", { target, linkpath: dst })
    : yield* sys("link", { oldpath: yield* linkSource(cmd, src), newpath: dst });
  if (failed(e)) {
    if (cmd.busybox) return yield* refuse(cmd, dst, e);
    const what = symbolic ? "failed to create symbolic link" : "failed to create hard link";
    // For an existing name the target does not matter, else both do.
    const to = symbolic || e === EEXIST ? quoteaf(dst) : `${quoteaf(dst)} => ${quoteaf(src)}`;
    return yield* refuse(cmd, `${what} ${to}`, e);
  }
  if (cmd.has("verbose")) yield* cmd.print(`${quoteaf(dst)} ${symbolic ? "->" : "=>"} ${quoteaf(target)}\n`);
  return true;
}

/** -L: the link goes to what a symbolic link leads to, as linkat(2) does with AT_SYMLINK_FOLLOW. */
function* linkSource(cmd: Cmd, src: string): Run<string> {
  const full = cmd.has("logical") ? yield* canonicalize(src, "none") : src;
  return failed(full) ? src : full;
}

function* refuse(cmd: Cmd, text: string, e?: Errno): Run<boolean> {
  yield* cmd.warn(text, e);
  return false;
}

function* relativeTarget(src: string, dst: string): Run<string> {
  const dir = yield* canonicalize(dirName(dst), "last");
  const to = yield* canonicalize(src, "all");
  return failed(dir) || failed(to) ? src : relativeTo(to, dir);
}
