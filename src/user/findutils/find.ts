// find(1) 4.10: walks trees and evaluates an expression on every file.

import { ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import type { Stat } from "../coreutils/ls-format.ts";
import { listDir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { plainTool, type Tool } from "../tool.ts";
import { FindError } from "./find-error.ts";
import { evaluate, finishExecs, trouble, type Walk } from "./find-eval.ts";
import { parseFind, type Search } from "./find-parse.ts";

const FIND: Tool = {
  name: "find",
  usage: "[-H] [-L] [-P] [-Olevel] [path...] [expression]",
  options: "",
};
const VERSION = "find (GNU findutils) 4.10.0\n";

export const findMain = plainTool(FIND, function* (cmd): Run<number> {
  let search: Search;
  try {
    search = parseFind(cmd.operands);
  } catch (e) {
    if (!(e instanceof FindError)) throw e;
    if (e.status === 0) {
      yield* cmd.print(e.message === "version" ? VERSION : `Usage: ${cmd.who} ${FIND.usage}\n`);
      return 0;
    }
    const unknown = /^unknown predicate `(.*)'$/.exec(e.message)?.[1];
    if (cmd.busybox && unknown !== undefined) {
      yield* cmd.warn(`unrecognized: ${unknown}`);
      return yield* cmd.tryHelp();
    }
    yield* cmd.warn(e.message);
    // "find . -name *.c" where the shell found several files.
    if (e.stray?.after && !failed(yield* sys("stat", { path: e.stray.word }))) {
      yield* cmd.warn(`possible unquoted pattern after predicate \`${e.stray.after}'?`);
    }
    return e.status;
  }
  const walk: Walk = {
    cmd,
    search,
    batches: new Map(),
    status: 0,
    quit: false,
    users: null,
    groups: null,
    marks: new Map(),
  };
  for (const path of search.paths) {
    if (walk.quit) break;
    yield* visit(walk, path, path, 0, null);
  }
  yield* finishExecs(walk);
  return walk.status;
});

function* statOf(walk: Walk, path: string, depth: number): Run<Stat | Errno> {
  const { follow } = walk.search;
  if (follow === "L" || (follow === "H" && depth === 0)) {
    const st = yield* sys("stat", { path });
    if (!failed(st)) return st;
    if (st !== ENOENT) {
      const l = yield* sys("lstat", { path });
      return failed(l) ? l : st;
    }
  }
  return yield* sys("lstat", { path });
}

/** One file, and below a directory everything in it. */
function* visit(walk: Walk, path: string, start: string, depth: number, parent: Stat | null): Run<void> {
  const { search } = walk;
  const st = yield* statOf(walk, path, depth);
  if (failed(st)) {
    if (st === ENOENT && depth > 0 && search.ignoreVanished) return;
    yield* trouble(walk, path, st);
    return;
  }
  const file = { path, start, depth, st, pruned: false };
  const dir = (st.mode & S_IFMT) === S_IFDIR;
  const elsewhere = parent !== null && (st.dev.major !== parent.dev.major || st.dev.minor !== parent.dev.minor);
  if (!search.depthFirst && depth >= search.minDepth) yield* evaluate(walk, search.expr, file);
  const enter = dir && !file.pruned && depth < search.maxDepth && !(search.oneFileSystem && elsewhere) && !walk.quit;
  if (enter) {
    const names = yield* listDir(path);
    if (failed(names)) yield* trouble(walk, path, names);
    else {
      for (const name of names) {
        if (walk.quit) break;
        yield* visit(walk, path.endsWith("/") ? path + name : `${path}/${name}`, start, depth + 1, st);
      }
    }
  }
  if (search.depthFirst && depth >= search.minDepth && !walk.quit) yield* evaluate(walk, search.expr, file);
}
