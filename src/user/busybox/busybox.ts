// BusyBox: one static program that is many. The name it is called by, or its first argument, says which.
//
// Being static it needs no loader and no libraries: the smallest thing that makes an empty directory a system. Its
// applets are the same programs as the host's; each is told by `arg` to speak as BusyBox does.

import { err, out } from "../libc.ts";
import type { Main, Run, Self } from "../program.ts";
import { appletNames, FUNCTIONS, programOf } from "./applets.ts";

const BANNER = `BusyBox v1.37.0 (Debian 1:1.37.0-6+b9) multi-call binary.
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

/** Called through busybox, an applet's program finds this in self.arg. */
export const BUSYBOX_ARG = "busybox";

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export const busyboxMain: Main = function* (self) {
  const name = baseName(self.argv[0] ?? "").replace(/^-/, "");
  if (name !== "busybox") return yield* applet(self, name, self.argv);
  const [, first, ...rest] = self.argv;
  if (first === undefined || first === "--help") {
    yield* out(`${BANNER}${FUNCTIONS.replace(/^/gm, "\t").trimEnd()}\n\n`);
    return 0;
  }
  if (first === "--list") {
    yield* out(appletNames.map((n) => `${n}\n`).join(""));
    return 0;
  }
  return yield* applet(self, baseName(first), [first, ...rest]);
};

function* applet(self: Self, name: string, argv: readonly string[]): Run<number> {
  if (!appletNames.includes(name)) {
    yield* err(`${name}: applet not found\n`);
    return 127;
  }
  return yield* self.load(programOf(name))({ ...self, argv, arg: BUSYBOX_ARG });
}
