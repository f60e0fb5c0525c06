// The end of the kernel's own start, in process 1: "Run /sbin/init as init process". kernel_init(), init/main.c

import type { Main } from "../program.ts";
import { sys } from "../program.ts";

// "We try each of these until one succeeds."
const CANDIDATES = ["/sbin/init", "/etc/init", "/bin/init", "/bin/sh"];

export const kernelInitMain: Main = function* () {
  for (const path of CANDIDATES) yield* sys("execve", { path, argv: [path], env: ["HOME=/", "TERM=linux"] });
  return 1; // the kernel panics
};
