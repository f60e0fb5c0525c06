// which of BusyBox: where PATH leads, not what busybox itself would run: debianutils/which.c.

import { failed } from "../../kernel/abi/errno.ts";
import { S_IFMT, S_IFREG, X_OK } from "../../kernel/abi/flags.ts";
import { getenv, out } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";

const DEFAULT_PATH = "/sbin:/usr/sbin:/bin:/usr/bin";

export const whichApplet: Main = function* (self) {
  const all = self.argv[1] === "-a";
  let status = 0;
  for (const name of self.argv.slice(all ? 2 : 1)) {
    const places = name.includes("/")
      ? [name]
      : (getenv(self, "PATH") ?? DEFAULT_PATH).split(":").map((dir) => (dir === "" ? `./${name}` : `${dir}/${name}`));
    let found = false;
    for (const path of places) {
      if ((found && !all) || !(yield* isProgram(path))) continue;
      found = true;
      yield* out(`${path}\n`);
    }
    if (!found) status = 1;
  }
  return status;
};

function* isProgram(path: string): Run<boolean> {
  if (failed(yield* sys("access", { path, mode: X_OK }))) return false;
  const st = yield* sys("stat", { path });
  return !failed(st) && (st.mode & S_IFMT) === S_IFREG;
}
