import { ENOTDIR, type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf, quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { isDir } from "./mode.ts";
import { canonicalize, type Missing } from "./paths.ts";
import { relativeTo } from "./relative.ts";

export const readlinkMain = tool(
  {
    name: "readlink",
    usage: "[OPTION]... FILE...",
    options: `
  -f, --canonicalize       follow every symlink in every component recursively; all but the last must exist
  -e, --canonicalize-existing  the same; all components must exist
  -m, --canonicalize-missing  the same, without requirements on components existence
  -n, --no-newline         do not output the trailing delimiter
  -q, --quiet              suppress most error messages
  -s, --silent             suppress most error messages
  -v, --verbose            report error messages
  -z, --zero               end each output line with NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    const how = cmd.given.findLast((g) => g.name.startsWith("canonicalize"))?.name;
    const missing: Missing = how === "canonicalize" ? "last" : how === "canonicalize-existing" ? "none" : "all";
    let bare = cmd.has("no-newline");
    if (bare && cmd.operands.length > 1) {
      yield* cmd.warn("ignoring --no-newline with multiple arguments");
      bare = false;
    }
    let status = 0;
    for (const path of cmd.operands) {
      const target = how ? yield* canonicalize(path, missing) : yield* sys("readlink", { path });
      if (failed(target)) {
        if (cmd.has("verbose")) yield* cmd.warn(quotef(path), target);
        status = 1;
      } else yield* cmd.print(target + (bare ? "" : cmd.has("zero") ? "\0" : "\n"));
    }
    return status;
  },
);

export const realpathMain = tool(
  {
    name: "realpath",
    usage: "[OPTION]... FILE...",
    options: `
  -E, --canonicalize       all but the last component must exist (default)
  -e, --canonicalize-existing  all components of the path must exist
  -m, --canonicalize-missing  no path components need exist or be a directory
  ! -L, --logical          resolve '..' components before symlinks
  -P, --physical           resolve symlinks as encountered (default)
  -q, --quiet              suppress most error messages
  --relative-to=DIR        print the resolved path relative to DIR
  --relative-base=DIR      print absolute paths unless paths below DIR
  -s, --strip, --no-symlinks  don't expand symlinks
  -z, --zero               end each output line with NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    const missing: Missing = cmd.has("canonicalize-existing")
      ? "none"
      : cmd.has("canonicalize-missing")
        ? "all"
        : "last";
    const base = cmd.last("relative-base");
    const to = cmd.last("relative-to") ?? base;
    const dir = to === undefined ? undefined : yield* directory(cmd, to, missing);
    const below = base === undefined ? undefined : yield* directory(cmd, base, missing);
    let status = 0;
    for (const path of cmd.operands) {
      const full = cmd.has("strip") ? yield* plain(path) : yield* canonicalize(path, missing);
      if (failed(full)) {
        if (!cmd.has("quiet")) yield* cmd.warn(quotef(path), full);
        status = 1;
        continue;
      }
      const inside = below === undefined || full === below || full.startsWith(below === "/" ? "/" : `${below}/`);
      yield* cmd.print((dir !== undefined && inside ? relativeTo(full, dir) : full) + (cmd.has("zero") ? "\0" : "\n"));
    }
    return status;
  },
);

function* directory(cmd: Cmd, path: string, missing: Missing): Run<string> {
  const full = yield* canonicalize(path, missing);
  if (failed(full)) return yield* cmd.die(1, quoteaf(path), full);
  const st = yield* sys("stat", { path: full });
  if (missing === "none" && !failed(st) && !isDir(st.mode)) return yield* cmd.die(1, quoteaf(path), ENOTDIR);
  return full;
}

/** -s: "." and ".." are taken out of the text alone. */
function* plain(path: string): Run<string | Errno> {
  const cwd = yield* sys("getcwd", {});
  if (failed(cwd)) return cwd;
  const parts: string[] = [];
  for (const c of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
    if (c === "..") parts.pop();
    else if (c !== "" && c !== ".") parts.push(c);
  }
  return `/${parts.join("/")}`;
}
