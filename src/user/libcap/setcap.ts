// setcap(8): what a program's file lets its process do.

import { ENODATA, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { packFileCaps, readFileCaps } from "../../kernel/abi/vfs-cap.ts";
import { CAPS_XATTR } from "../../kernel/fs/xattr.ts";
import { err, out } from "../libc.ts";
import { Exit, type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { parseCaps } from "./cap-parse.ts";

const USAGE = `usage: setcap [--license] [-f] [-h] [-n <rootid>] [-q] [-v] (-r|-|<caps>) <filename> [ ... (-r|-|<capsN>) <filenameN> ]

 Note <filename> must be a regular (non-symlink) file.
 -r          remove capability from file
 -           read capability text from stdin
 <capsN>     cap_from_text(3) formatted file capability
 [ Note: capsh --suggest="something..." might help you pick. ]
 --license   display the license info
 -f          force setting even when the capability is invalid
 -h          this message and exit status 0
 -n <rootid> write a user namespace (!= 0) limited capability
 -q          quietly
 -v          validate supplied capability matches file
`;

function* fail(text: string, status = 1): Run<never> {
  yield* err(text);
  throw new Exit(status);
}

export const setcapMain: Main = function* (self) {
  const words = self.argv.slice(1);
  const flags = { quiet: false, verify: false };
  if (words.length === 0) return yield* fail(USAGE);
  while (words.length > 0) {
    const word = words.shift() ?? "";
    if (word === "-h") {
      yield* out(USAGE);
      return 0;
    }
    if (/^(-f|-n|--license|-)$/.test(word)) {
      yield* fail(`setcap: option '${word}' is not modelled in Cutaway\n`, NOT_MODELLED);
    }
    if (word === "-q") flags.quiet = true;
    else if (word === "-v") flags.verify = true;
    else {
      const path = words.shift();
      if (path === undefined) return yield* fail(USAGE);
      yield* one(self.argv[0] ?? "setcap", word, path, flags);
    }
  }
  return 0;
};

interface Flags {
  readonly quiet: boolean;
  readonly verify: boolean;
}

/** `who` is argv[0]: the real tool's messages name it where they mean the file. */
function* one(who: string, word: string, path: string, { quiet, verify }: Flags): Run<void> {
  const caps = word === "-r" ? null : parseCaps(word);
  if (word !== "-r" && caps === null) {
    yield* out(`argument: ${word}\n`);
    yield* fail(`fatal error: Invalid argument\n${USAGE}`);
  }
  if (verify) return yield* check(path, caps, quiet);
  const { permitted } = yield* sys("capget", {});
  if (!permitted.includes("CAP_SETFCAP")) {
    yield* fail("unable to set CAP_SETFCAP effective capability: Operation not permitted\n");
  }
  const st = yield* sys("lstat", { path });
  // The file has one bit for "effective": all that it grants, or nothing.
  const granted = [...(caps?.permitted ?? []), ...(caps?.inheritable ?? [])];
  const half = caps !== null && caps.effective.length > 0 && granted.some((c) => !caps.effective.includes(c));
  if (half || (!failed(st) && (st.mode & S_IFMT) !== S_IFREG))
    yield* fail(`Invalid file '${who}' for capability operation\n`);
  const r = caps === null ? yield* removeFrom(path) : yield* setOn(path, caps);
  if (!failed(r)) return;
  if (r === ENODATA) yield* fail(`File '${who}' has no capablity to remove\n`);
  yield* fail(`Failed to ${caps === null ? "remove" : "set"} capabilities on file '${who}': ${strerror(r)}\n`);
}

type Sets = NonNullable<ReturnType<typeof parseCaps>>;

function* setOn(path: string, { effective, permitted, inheritable }: Sets): Run<0 | Errno> {
  const st = yield* sys("lstat", { path });
  if (failed(st)) return st;
  const value = packFileCaps({ permitted, inheritable, effective: effective.length > 0, rootid: 0 });
  return yield* sys("setxattr", { path, name: CAPS_XATTR, value });
}

const removeFrom = (path: string): Run<0 | Errno> => sys("removexattr", { path, name: CAPS_XATTR }) as Run<0 | Errno>;

function* check(path: string, caps: Sets | null, quiet: boolean): Run<void> {
  const value = yield* sys("getxattr", { path, name: CAPS_XATTR });
  const there = failed(value) ? null : readFileCaps(value);
  const text = (set: readonly string[] | undefined) => (set ?? []).join();
  const differs = [
    text(there?.permitted) === text(caps?.permitted) ? "" : "p",
    text(there?.effective ? there.permitted : []) === text(caps?.effective) ? "" : "e",
    text(there?.inheritable) === text(caps?.inheritable) ? "" : "i",
  ].join("");
  const same = differs === "";
  if (!quiet) yield* out(same ? `${path}: OK\n` : `${path} differs in [${differs}]\n`);
  if (!same) throw new Exit(1);
}
