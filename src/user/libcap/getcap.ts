// getcap(8): the capabilities of files.

import { failed } from "../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { readFileCaps } from "../../kernel/abi/vfs-cap.ts";
import { CAPS_XATTR } from "../../kernel/fs/xattr.ts";
import { err, listDir, out } from "../libc.ts";
import type { Main, Run } from "../program.ts";
import { sys } from "../program.ts";
import { capText } from "./cap-text.ts";

const USAGE = `usage: getcap [-h] [-l] [-n] [-r] [-v] <filename> [<filename> ...]

	displays the capabilities on the queried file(s).
`;

export const getcapMain: Main = function* (self) {
  const options = self.argv.slice(1).filter((w) => /^-[nrvhl]+$/.test(w));
  const paths = self.argv.slice(1).filter((w) => !options.includes(w));
  const has = (letter: string): boolean => options.some((o) => o.includes(letter));
  if (paths.length === 0 || has("h")) {
    yield* err(USAGE);
    return has("h") ? 0 : 1;
  }
  for (const path of paths) yield* show(path, has("r"), has("v"), has("n"));
  return 0;
};

function* show(path: string, recursive: boolean, verbose: boolean, rootid: boolean): Run<void> {
  const st = yield* sys("lstat", { path });
  if (failed(st)) {
    yield* err(`${path} (No such file or directory)\n`);
    return;
  }
  const type = st.mode & S_IFMT;
  if (recursive && type === S_IFDIR) {
    const names = yield* listDir(path);
    for (const name of failed(names) ? [] : names) yield* show(`${path}/${name}`, recursive, verbose, rootid);
    return;
  }
  if (type === S_IFLNK || type !== S_IFREG) {
    if (verbose) yield* out(`${path} (Not a regular file)\n`);
    return;
  }
  const value = yield* sys("getxattr", { path, name: CAPS_XATTR });
  const caps = failed(value) ? null : readFileCaps(value);
  if (!caps) {
    if (verbose) yield* out(`${path}\n`);
    return;
  }
  const { permitted, inheritable } = caps;
  const all = [...permitted, ...inheritable];
  const text = capText({ permitted, inheritable, effective: caps.effective ? all : [] });
  yield* out(`${path} ${text}${rootid && caps.rootid !== 0 ? ` [rootid=${caps.rootid}]` : ""}\n`);
}
