// The loader called by its own name: "run programs even if they are not marked as executable", --list, --verify.
// ldd(1) is a shell script around the last two.

import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY } from "../../kernel/abi/flags.ts";
import { type Elf, parseElf } from "../boot/elf.ts";
import { err, out } from "../libc.ts";
import type { Run, Self } from "../program.ts";
import { sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { cannotOpen, type Problem } from "./load.ts";
import { complain, runLoaded } from "./run.ts";

const VERSION = `ld.so (Debian GLIBC 2.41-12+deb13u4) stable release version 2.41.
Copyright (C) 2025 Free Software Foundation, Inc.
This is free software; see the source for copying conditions.
There is NO warranty; not even for MERCHANTABILITY or FITNESS FOR A
PARTICULAR PURPOSE.
`;

const HEADER = 4096; // bytes of a program that are read to know it

export function* asCommand(self: Self): Run<number> {
  const [name = "", ...args] = self.argv;
  let libraryPath: string | null = null;
  let mode: "run" | "list" | "verify" = "run";
  while (args[0]?.startsWith("--")) {
    const option = args.shift();
    if (option === "--version") {
      yield* out(VERSION);
      return 0;
    }
    if (option === "--list") mode = "list";
    else if (option === "--verify") mode = "verify";
    else if (option === "--library-path") libraryPath = args.shift() ?? "";
    else return yield* refuse(name, option ?? "");
  }
  const [path] = args;
  if (path === undefined) {
    yield* err(`${name}: missing program name\nTry '${name} --help' for more information.\n`);
    return 1;
  }
  const elf = yield* read(path);
  // "--verify: verify that program is dynamically linked and this dynamic linker can handle it": 2 without PT_INTERP
  const dynamic = "problem" in elf ? false : elf.interp !== undefined || elf.soname !== undefined;
  if (mode === "verify") return dynamic && "needed" in elf ? (elf.interp === undefined ? 2 : 0) : 1;
  if ("problem" in elf) return yield* complain(path, elf.problem);
  const env = mode === "list" ? [...self.env, "LD_TRACE_LOADED_OBJECTS=1"] : self.env;
  const job = { program: elf.program ?? "", needed: elf.needed ?? [], name: path, libraryPath };
  return yield* runLoaded({ ...self, argv: args, env }, job);
}

const OTHER_OPTIONS =
  /^--(inhibit-cache|glibc-hwcaps-(prepend|mask)|inhibit-rpath|audit|preload|argv0|list-tunables|list-diagnostics|help)$/;

function* refuse(name: string, option: string): Run<number> {
  if (OTHER_OPTIONS.test(option)) {
    yield* err(`${name}: option '${option}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  yield* err(`${name}: unrecognized option '${option}'\nTry '${name} --help' for more information.\n`);
  return 1;
}

function* read(path: string): Run<Elf | { readonly problem: Problem }> {
  // A name without a slash is looked for among the libraries, and there are no programs.
  if (!path.includes("/")) return { problem: { file: path, text: cannotOpen(ENOENT) } };
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC });
  if (failed(fd)) return { problem: { file: path, text: cannotOpen(fd) } };
  const text = yield* sys("read", { fd, count: HEADER });
  yield* sys("close", { fd });
  const elf = failed(text) ? null : parseElf(text);
  return elf ?? { problem: { file: path, text: "invalid ELF header" } };
}
