// BusyBox: one static program that is many. The name it is called by, or its first argument, says which.
//
// Being static it needs no loader and no libraries: the smallest thing that makes an empty directory a system. Where an
// applet does what the host's program does, it is that program, told by `arg` to speak as BusyBox does; where it
// answers otherwise, it has its own (own/). What it does not take is refused here, before the program sees it.

import { PR_GET_NAME, PR_SET_NAME } from "../../kernel/sys/task.ts";
import { getopt } from "../getopt.ts";
import { err, out } from "../libc.ts";
import { type Main, type Run, type Self, sys } from "../program.ts";
import { NOT_MODELLED, unmodelledMain } from "../unmodelled.ts";
import { appletNames, FUNCTIONS, isApplet, programOf } from "./applets.ts";
import { BANNER, baseName, usageOf } from "./message.ts";
import { OWN } from "./own.ts";
import { SPECS } from "./spec.ts";
import { BUSYBOX_ARG } from "./standalone.ts";

const ABOUT = `${BANNER}
BusyBox is copyrighted by many authors between 1998-2015.
Licensed under GPLv2. See source distribution for detailed
copyright notices.

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
   or: busybox --install [-s] [DIR]
   or: function [arguments]...

	BusyBox is a multi-call binary that combines many common Unix
	utilities into a single executable.  The shell in this build
	is configured to run built-in utilities without $PATH search.
	You don't need to install a link to busybox for each utility.
	To run external program, use full path (/sbin/ip instead of ip).

Currently defined functions:
`;

/** The kernel's name of a process that was started as /proc/self/exe: the applet gives it its own. */
const REEXECUTED = "exe";

export const busyboxMain: Main = function* (self) {
  const name = baseName(self.argv[0] ?? "").replace(/^-/, "");
  // Without this argument it was started by execve(2), else the shell goes on as the applet in its own process.
  if (self.arg !== BUSYBOX_ARG && (yield* sys("prctl", { option: PR_GET_NAME, arg: 0 })) === REEXECUTED) {
    yield* sys("prctl", { option: PR_SET_NAME, arg: name });
  }
  if (name !== "busybox") return yield* applet(self, name, self.argv);
  const [, first, ...rest] = self.argv;
  if (first === undefined || first === "--help") {
    yield* out(`${ABOUT}${FUNCTIONS.replace(/^/gm, "\t").trimEnd()}\n\n`);
    return 0;
  }
  if (first === "--list") {
    yield* out(appletNames.map((n) => `${n}\n`).join(""));
    return 0;
  }
  if (first === "--list-full" || first === "--install") {
    yield* err(`busybox: option '${first}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  return yield* applet(self, baseName(first), [first, ...rest]);
};

function* applet(self: Self, name: string, argv: readonly string[]): Run<number> {
  if (!isApplet(name)) {
    yield* err(`${name}: applet not found\n`);
    return 127;
  }
  const told = { ...self, argv, arg: BUSYBOX_ARG };
  if (name === "busybox") return yield* busyboxMain({ ...told, argv: ["busybox", ...argv.slice(1)] });
  const status = yield* refused(told, name);
  if (status !== null) return status;
  const words = SPECS[name]?.bare ? [name, "--", ...argv.slice(1)] : argv;
  return yield* (OWN[name] ?? self.load(programOf(name)))({ ...told, argv: words });
}

/** Null where the applet may run. */
function* refused(self: Self, name: string): Run<number | null> {
  const spec = SPECS[name];
  const { argv } = self;
  if (!spec) return yield* unmodelledMain(self);
  const usage = usageOf(name);
  if (argv.length === 2 && argv[1] === "--help" && usage !== "" && !/^(echo|printf|test|true|false)$/.test(name)) {
    yield* err(usage);
    return 0;
  }
  const words = argv.slice(1).filter((w) => !(spec.longs && /^--./.test(w)));
  const parsed = getopt(spec.options, words, spec.stop);
  const operands = spec.plain ? words : parsed.operands;
  if (!spec.plain && parsed.problem) {
    yield* err(`${name}: ${parsed.problem}\n${usage}`);
    return 1;
  }
  const missing = parsed.given.find((g) => !g.modelled);
  if (missing) {
    yield* err(`${name}: option '${missing.flag}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  const instead = parsed.given.find((g) => g.name !== "" && spec.instead?.includes(g.name[0] ?? ""));
  const least = instead ? (instead.name.startsWith("t") ? 1 : 0) : spec.min;
  if (operands.length >= least && operands.length <= spec.max) return null;
  yield* err(usage);
  return 1;
}
