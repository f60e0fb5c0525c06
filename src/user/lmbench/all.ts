import type { Main } from "../program.ts";
import { latCtxMain } from "./lat-ctx.ts";
import { latFsMain } from "./lat-fs.ts";
import { latMmapMain, latPagefaultMain } from "./lat-memory.ts";
import { helloMain, latProcMain } from "./lat-proc.ts";
import { latSelectMain } from "./lat-select.ts";
import { latSigMain } from "./lat-sig.ts";
import { latSyscallMain } from "./lat-syscall.ts";

export const LMBENCH: Readonly<Record<string, Main>> = {
  hello: helloMain,
  lat_ctx: latCtxMain,
  lat_fs: latFsMain,
  lat_mmap: latMmapMain,
  lat_pagefault: latPagefaultMain,
  lat_proc: latProcMain,
  lat_select: latSelectMain,
  lat_sig: latSigMain,
  lat_syscall: latSyscallMain,
};
