// Questions about files and strings: the unary and binary operators of test, [ and [[ ]].

import { failed } from "../../../kernel/abi/errno.ts";
import * as F from "../../../kernel/abi/flags.ts";
import { type Run, sys } from "../../program.ts";
import { element } from "../expand/scope.ts";
import type { Shell } from "../shell.ts";
import { arrayValues, parameter } from "../special.ts";
import { has } from "../variable.ts";

export const UNARY = new Set([..."abcdefghknoprstuvwxzGLNORS"].map((letter) => `-${letter}`));
export const FILE_BINARY = new Set(["-nt", "-ot", "-ef"]);

const TYPES: Readonly<Record<string, number>> = {
  "-b": F.S_IFBLK,
  "-c": F.S_IFCHR,
  "-d": F.S_IFDIR,
  "-f": F.S_IFREG,
  "-p": F.S_IFIFO,
  "-S": F.S_IFSOCK,
};
const BITS: Readonly<Record<string, number>> = { "-u": F.S_ISUID, "-g": F.S_ISGID, "-k": F.S_ISVTX };
const ACCESS: Readonly<Record<string, number>> = { "-r": F.R_OK, "-w": F.W_OK, "-x": F.X_OK };

export function* unaryTest(sh: Shell, operator: string, operand: string): Run<boolean> {
  switch (operator) {
    case "-z":
      return operand === "";
    case "-n":
      return operand !== "";
    case "-o":
      return sh.options.has(operand as never);
    case "-v":
      return isSet(sh, operand);
    case "-R":
      return has(sh.vars.table.get(operand), "n");
    case "-t":
      return /^\d+$/.test(operand) && !failed(yield* sys("ioctl", { fd: Number(operand), request: F.TCGETS }));
    case "-h":
    case "-L": {
      const st = yield* sys("lstat", { path: operand });
      return !failed(st) && (st.mode & F.S_IFMT) === F.S_IFLNK;
    }
    default:
      return yield* statTest(sh, operator, operand);
  }
}

function* statTest(sh: Shell, operator: string, path: string): Run<boolean> {
  const mode = ACCESS[operator];
  if (mode !== undefined) return path !== "" && !failed(yield* sys("access", { path, mode }));
  const st = yield* sys("stat", { path });
  if (failed(st)) return false;
  const type = TYPES[operator];
  if (type !== undefined) return (st.mode & F.S_IFMT) === type;
  const bit = BITS[operator];
  if (bit !== undefined) return (st.mode & bit) !== 0;
  if (operator === "-s") return st.size > 0;
  if (operator === "-N") return st.mtime > st.atime;
  if (operator === "-O") return st.uid === sh.euid;
  if (operator === "-G") return st.gid === (yield* sys("getegid", {}));
  return true; // -a, -e
}

function isSet(sh: Shell, operand: string): boolean {
  const m = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(operand);
  if (!m) return parameter(sh, operand) !== undefined;
  const [, name = "", index = ""] = m;
  if (index === "@" || index === "*") return arrayValues(sh, name).length > 0;
  return element(sh, name, index) !== undefined;
}

export function* fileBinaryTest(left: string, operator: string, right: string): Run<boolean> {
  const a = yield* sys("stat", { path: left });
  const b = yield* sys("stat", { path: right });
  if (operator === "-nt") return !failed(a) && (failed(b) || a.mtime > b.mtime);
  if (operator === "-ot") return !failed(b) && (failed(a) || a.mtime < b.mtime);
  if (failed(a) || failed(b)) return false;
  return a.ino === b.ino && a.dev.major === b.dev.major && a.dev.minor === b.dev.minor;
}

export function compareNumbers(a: bigint, operator: string, b: bigint): boolean {
  switch (operator) {
    case "-eq":
      return a === b;
    case "-ne":
      return a !== b;
    case "-lt":
      return a < b;
    case "-le":
      return a <= b;
    case "-gt":
      return a > b;
    default:
      return a >= b;
  }
}

export const NUMERIC = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);
