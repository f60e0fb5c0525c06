// From the list of needed libraries to the running program.

import { err, getenv, out } from "../libc.ts";
import { type Run, type Self, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { type Loaded, loadAll, type Problem } from "./load.ts";

const FAILURE = 127; // exit status of a program that could not be loaded

export interface Job {
  readonly program: string;
  readonly needed: readonly string[];
  /** How messages begin. */
  readonly name: string;
  /** --library-path; null: the environment's. */
  readonly libraryPath: string | null;
}

/** Loads the libraries, then runs the program; or only lists them where LD_TRACE_LOADED_OBJECTS is set. */
export function* runLoaded(self: Self, { program, needed, name, libraryPath }: Job): Run<number> {
  if (getenv(self, "LD_PRELOAD")) {
    yield* err(`${name}: LD_PRELOAD is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  const trace = getenv(self, "LD_TRACE_LOADED_OBJECTS") !== undefined;
  const path = libraryPath ?? (yield* userPath(self));
  const loaded = yield* loadAll(needed, path, trace);
  if ("problem" in loaded) return yield* complain(name, loaded.problem);
  if (trace) return yield* list(loaded.objects);
  return yield* self.load(program)(self);
}

/** "LD_LIBRARY_PATH … is ignored in secure-execution mode" - ld.so(8) */
function* userPath(self: Self): Run<string> {
  const path = getenv(self, "LD_LIBRARY_PATH");
  if (!path) return "";
  const secure = (yield* sys("getuid", {})) !== (yield* sys("geteuid", {}));
  return secure ? "" : path;
}

export function* complain(name: string, { file, text }: Problem): Run<number> {
  yield* err(`${name}: error while loading shared libraries: ${file}: ${text}\n`);
  return FAILURE;
}

const VDSO = 0x7ffff7fc9000; // where the first object is shown; addresses are not randomized in the model
const STEP = 0x200000;

/** What ldd(1) shows. */
function* list(objects: readonly Loaded[]): Run<number> {
  const at = (n: number) => `(0x${(VDSO - n * STEP).toString(16).padStart(16, "0")})`;
  if (objects.length === 0) {
    yield* out("\tstatically linked\n");
    return 0;
  }
  const lines = [{ name: "linux-vdso.so.1", path: null, missing: false }, ...objects].map((o, n) => {
    if (o.missing) return `\t${o.name} => not found\n`;
    return o.path === null || o.path === o.name ? `\t${o.name} ${at(n)}\n` : `\t${o.name} => ${o.path} ${at(n)}\n`;
  });
  yield* out(lines.join(""));
  return 0;
}
