// The operands of cp, mv, ln and install: SOURCE DEST, SOURCE... DIRECTORY, -t DIRECTORY SOURCE..., -T SOURCE DEST.

import { ENOTDIR, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import type { Cmd } from "../tool.ts";
import { isDir } from "./mode.ts";
import { baseName, join } from "./paths.ts";

export interface Target {
  readonly src: string;
  readonly dst: string;
}

/** Pairs each source with its destination; ends the program where the operands make no sense. */
export function* targets(cmd: Cmd, isDirectory: (path: string) => Run<boolean> = leadsToDir): Run<Target[]> {
  const files = cmd.operands;
  const given = cmd.last("target-directory");
  const [first, second, third] = files;
  if (first === undefined) return yield* cmd.misuse("missing file operand");
  if (cmd.has("no-target-directory")) {
    if (given !== undefined) {
      return yield* cmd.die(1, "cannot combine --target-directory (-t) and --no-target-directory (-T)");
    }
    if (second === undefined) return yield* cmd.misuse(`missing destination file operand after ${quoteaf(first)}`);
    if (third !== undefined) return yield* cmd.misuse(`extra operand ${quoteaf(third)}`);
    return [{ src: first, dst: second }];
  }
  if (given !== undefined) {
    const st = yield* sys("stat", { path: given });
    if (failed(st)) return yield* cmd.die(1, `target directory ${quoteaf(given)}`, st);
    if (!isDir(st.mode)) return yield* cmd.die(1, `target directory ${quoteaf(given)}`, ENOTDIR);
    return files.map((src) => ({ src, dst: into(given, src) }));
  }
  const last = files.at(-1);
  if (second === undefined || last === undefined) {
    return yield* cmd.misuse(`missing destination file operand after ${quoteaf(first)}`);
  }
  const sources = files.slice(0, -1);
  if (yield* isDirectory(last)) return sources.map((src) => ({ src, dst: into(last, src) }));
  if (third === undefined) return [{ src: first, dst: second }];
  const st = yield* sys("stat", { path: last });
  return yield* cmd.die(1, `target ${quoteaf(last)}`, failed(st) ? st : ENOTDIR);
}

export function* leadsToDir(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && isDir(st.mode);
}

/** "For 'cp -R source/.. dest', don't copy into 'dest/..'" - coreutils, src/cp.c */
function into(dir: string, src: string): string {
  const name = baseName(src);
  return name === ".." ? dir : name === "/" ? dir : join(dir, name);
}
