import { expect, test } from "vitest";
import { HOSTNAME } from "../hostname/all.ts";
import { LIBC_BIN } from "../libc-bin/all.ts";
import { PSMISC } from "../psmisc/all.ts";
import { run } from "../sh/testbench.ts";
import { UTIL_LINUX } from "../util-linux/all.ts";
import { PROCPS } from "./all.ts";

const TOOLS = [HOSTNAME, LIBC_BIN, PSMISC, PROCPS, UTIL_LINUX].flatMap((group) => Object.keys(group));

test.each(TOOLS.filter((name) => !["newgidmap", "newuidmap", "killall5"].includes(name)))(
  "%s says its version",
  (name) => {
    const ran = run(`/usr/bin/env ${name} --version 2>&1`);
    expect(ran.out).toMatch(/\d\.\d+/);
    expect(ran.status).toBe(0);
  },
);
