// Names of files as programs join and cut them.

import { ELOOP, ENOENT, ENOTDIR, type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { isDir, isLink } from "./mode.ts";

/** basename(3) without trailing slashes; "/" for the root. */
export function baseName(path: string): string {
  const bare = stripSlashes(path);
  return bare === "/" ? "/" : bare.slice(bare.lastIndexOf("/") + 1);
}

/** dirname(3) */
export function dirName(path: string): string {
  const bare = stripSlashes(path);
  const at = bare.lastIndexOf("/");
  return at < 0 ? "." : stripSlashes(bare.slice(0, at)) || "/";
}

export function stripSlashes(path: string): string {
  const bare = path.replace(/\/+$/, "");
  return bare === "" && path !== "" ? "/" : bare;
}

/** "dir/name", as file_name_concat of gnulib. */
export function join(dir: string, name: string): string {
  if (dir === "") return name;
  return dir.endsWith("/") ? dir + name.replace(/^\/+/, "") : `${dir}/${name}`;
}

export type Missing = "none" | "last" | "all";

/**
 * realpath(1), readlink -f (last), -e (none), -m (all): the name without links; which components may be missing.
 * No number of links is too many, unlike in the kernel: what ends the walk is to come to the same link again with the
 * same names still to go (gnulib's canonicalize_filename_mode).
 */
export function* canonicalize(path: string, missing: Missing): Run<string | Errno> {
  if (path === "") return ENOENT;
  let rest = path.split("/").filter((c) => c !== "" && c !== ".");
  let at = "";
  if (!path.startsWith("/")) {
    const cwd = yield* sys("getcwd", {});
    if (failed(cwd)) return cwd;
    at = cwd === "/" ? "" : cwd;
  }
  const seen = new Set<string>();
  while (rest.length > 0) {
    const [name = "", ...after] = rest;
    rest = after;
    if (name === "..") {
      at = at.slice(0, Math.max(at.lastIndexOf("/"), 0));
      continue;
    }
    const full = `${at}/${name}`;
    const st = yield* sys("lstat", { path: full });
    if (failed(st)) {
      if (missing === "none" || (missing === "last" && (st !== ENOENT || rest.length > 0))) return st;
      at = full;
      continue;
    }
    if (isLink(st.mode)) {
      const state = [full, ...rest].join("/");
      if (seen.has(state)) {
        if (missing !== "all") return ELOOP;
        at = full;
        continue;
      }
      seen.add(state);
      const target = yield* sys("readlink", { path: full });
      if (failed(target)) return target;
      if (target.startsWith("/")) at = "";
      rest = [...target.split("/").filter((c) => c !== "" && c !== "."), ...rest];
      continue;
    }
    at = full;
    if (rest.length > 0 && !isDir(st.mode) && missing !== "all") return ENOTDIR;
  }
  return at || "/";
}
