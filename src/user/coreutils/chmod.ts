import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { adjustMode, isDir, isLink, type ModeChange, modeString, parseMode } from "./mode.ts";
import { walk } from "./walk.ts";

export const chmodMain = tool(
  {
    name: "chmod",
    usage: [
      "[OPTION]... MODE[,MODE]... FILE...",
      "[OPTION]... OCTAL-MODE FILE...",
      "[OPTION]... --reference=RFILE FILE...",
    ],
    options: `
  -c, --changes            like verbose but report only when a change is made
  -f, --silent, --quiet    suppress most error messages
  -v, --verbose            output a diagnostic for every file processed
  --dereference            affect the referent of each symbolic link (default)
  -h, --no-dereference     affect each symbolic link, rather than the referent
  --no-preserve-root       do not treat '/' specially (the default)
  --preserve-root          fail to operate recursively on '/'
  --reference=RFILE        use RFILE's mode instead of specifying MODE values
  -R, --recursive          change files and directories recursively
  ! -H                     if a command line argument is a symbolic link to a directory, traverse it
  ! -L                     traverse every symbolic link to a directory encountered
  -P                       do not traverse any symbolic links
  ~ --mode-word=MODE
`,
    // "chmod -x FILE": a mode that begins with "-" is no option.
    rewrite: (args) => {
      const end = args.indexOf("--");
      return args.map((a, i) => (/^-[rwxXstugoa,+=0-7]/.test(a) && (end < 0 || i < end) ? `--mode-word=${a}` : a));
    },
  },
  function* (cmd): Run<number> {
    const words = cmd.all("mode-word");
    const reference = cmd.last("reference");
    let files = [...cmd.operands];
    let spec = words.join(",");
    if (words.length === 0 && reference === undefined) {
      spec = files[0] ?? "";
      files = files.slice(1);
      if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    }
    if (files.length === 0) return yield* cmd.misuse(spec ? `missing operand after ${quote(spec)}` : "missing operand");
    let changes: readonly ModeChange[] | null;
    if (reference !== undefined) {
      const st = yield* sys("stat", { path: reference });
      if (failed(st)) return yield* cmd.die(1, `failed to get attributes of ${quoteaf(reference)}`, st);
      changes = parseMode((st.mode & 0o7777).toString(8).padStart(5, "0"));
    } else changes = parseMode(spec);
    if (!changes) {
      if (cmd.busybox) return yield* cmd.die(1, `invalid mode '${spec}'`);
      return yield* cmd.misuse(`invalid mode: ${quote(spec)}`);
    }
    const umask = yield* sys("umask", { mask: 0 });
    yield* sys("umask", { mask: umask });
    const list = changes;
    let status = 0;
    for (const path of files) {
      if (path === "/" && cmd.has("recursive") && cmd.has("preserve-root")) {
        yield* cmd.warn(`it is dangerous to operate recursively on ${quoteaf("/")}`);
        yield* cmd.warn("use --no-preserve-root to override this failsafe");
        status = 1;
      } else if (!(yield* changeOperand(cmd, path, list, umask))) status = 1;
    }
    return status;
  },
);

function* changeOperand(cmd: Cmd, path: string, changes: readonly ModeChange[], umask: number): Run<boolean> {
  if (!cmd.has("recursive")) return yield* change(cmd, path, changes, umask, false);
  return yield* walk(cmd, path, (each) => change(cmd, each, changes, umask, each !== path));
}

function* change(cmd: Cmd, path: string, changes: readonly ModeChange[], umask: number, below: boolean): Run<boolean> {
  const quiet = cmd.has("silent");
  const lst = yield* sys("lstat", { path });
  if (failed(lst)) {
    if (!quiet) yield* cmd.warn(cmd.busybox ? path : `cannot access ${quoteaf(path)}`, lst);
    return false;
  }
  if (isLink(lst.mode) && (below || cmd.has("no-dereference"))) {
    // Links have no mode of their own; those met on the way are left alone.
    if (cmd.has("verbose")) yield* cmd.print(`neither symbolic link ${quoteaf(path)} nor referent has been changed\n`);
    return true;
  }
  const st = yield* sys("stat", { path });
  if (failed(st)) {
    if (quiet) return false;
    if (st === ENOENT && !cmd.busybox) yield* cmd.warn(`cannot operate on dangling symlink ${quoteaf(path)}`);
    else yield* cmd.warn(cmd.busybox ? path : `cannot access ${quoteaf(path)}`, st);
    return false;
  }
  const mode = adjustMode(st.mode, isDir(st.mode), umask, changes);
  const e = yield* sys("chmod", { path, mode });
  if (failed(e)) {
    if (!quiet) yield* cmd.warn(cmd.busybox ? path : `changing permissions of ${quoteaf(path)}`, e);
    return false;
  }
  const after = yield* sys("stat", { path });
  const now = failed(after) ? mode : after.mode & 0o7777;
  if (cmd.has("verbose") || (cmd.has("changes") && now !== (st.mode & 0o7777))) {
    const shown = (m: number) => `${(m & 0o7777).toString(8).padStart(4, "0")} (${modeString(m).slice(1)})`;
    const same = now === (st.mode & 0o7777);
    // BusyBox tells the new mode, and never the old one.
    if (cmd.busybox) yield* cmd.print(`mode of '${path}' changed to ${shown(now)}\n`);
    else
      yield* cmd.print(
        same
          ? `mode of ${quoteaf(path)} retained as ${shown(now)}\n`
          : `mode of ${quoteaf(path)} changed from ${shown(st.mode)} to ${shown(now)}\n`,
      );
  }
  return true;
}
