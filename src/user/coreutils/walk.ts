import { failed } from "../../kernel/abi/errno.ts";
import { listDir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import type { Cmd } from "../tool.ts";
import { isDir } from "./mode.ts";
import { join } from "./paths.ts";

/** Visits a file and, below a directory, everything in it: the directory itself first. False where one visit failed. */
export function* walk(cmd: Cmd, path: string, visit: (path: string) => Run<boolean>): Run<boolean> {
  let ok = yield* visit(path);
  const st = yield* sys("lstat", { path });
  if (failed(st) || !isDir(st.mode)) return ok;
  const names = yield* listDir(path);
  if (failed(names)) {
    yield* cmd.warn(`cannot read directory ${quoteaf(path)}`, names);
    return false;
  }
  for (const name of names) if (!(yield* walk(cmd, join(path, name), visit))) ok = false;
  return ok;
}
