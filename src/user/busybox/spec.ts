// What each applet takes: its own options, fewer than GNU's and not always with GNU's meaning. Found by asking the real
// one for every letter. An applet that is not here exists in Debian's busybox, but not in the model.

import { type Option, optionTable } from "../getopt.ts";

export interface Spec {
  readonly options: readonly Option[];
  /** The first operand ends the options. */
  readonly stop: boolean;
  /** Operands; with fewer or more the usage is printed and nothing else. */
  readonly min: number;
  readonly max: number;
  /** Its arguments are not read here. */
  readonly plain: boolean;
  /** It has no options: a word that begins with "-" is an operand. */
  readonly bare?: boolean;
  /** Any long option is taken. */
  readonly longs?: boolean;
  /** Operands that are enough where this option with an argument is given: cp -t DIR FILE. */
  readonly instead?: string;
}

interface How {
  readonly min?: number;
  readonly max?: number;
  readonly stop?: boolean;
  /** Letters that the real one has and the model has not. */
  readonly refuse?: string;
}

/** "m: p" are -m with an argument and -p; longer words are long options. */
function spec(words: string, { min = 0, max = Infinity, stop = false, refuse = "" }: How = {}): Spec {
  const lines = words.split(/\s+/).flatMap((word) => {
    const name = word.replace(":", "");
    const arg = word.endsWith(":");
    if (name === "") return [];
    const mark = refuse.includes(name) ? "!" : " ";
    return `${mark} ${name.length === 1 ? `-${name}${arg ? " ARG" : ""}` : `--${name}${arg ? "=ARG" : ""}`}`;
  });
  return { options: optionTable(lines.join("\n")), stop, min, max, plain: false };
}

const plain = (min = 0, max = Infinity): Spec => ({ options: [], stop: true, min, max, plain: true });

const bare = (min = 0, max = Infinity): Spec => ({ ...plain(min, max), bare: true });

const GREP: Spec = {
  ...spec("a c e: f: h i l m: n o q r s v w x z A: B: C: E F H I L R color:", { min: 1 }),
  instead: "ef",
};

export const SPECS: Readonly<Record<string, Spec>> = {
  "[": plain(),
  "[[": plain(),
  arch: bare(0, 0),
  ash: plain(),
  basename: spec("a s:", { min: 1, stop: true }),
  busybox: plain(),
  cat: spec("b e n t u v A"),
  chgrp: spec("c f h v H L P R dereference no-dereference quiet recursive silent verbose", { min: 2 }),
  chmod: plain(2),
  chown: spec("c f h v H L P R dereference no-dereference quiet recursive silent verbose", { min: 2 }),
  chroot: bare(1),
  cp: {
    ...spec(
      "a d f i l n p r s t: u v H L P R T archive dereference force interactive link no-clobber no-dereference no-target-directory parents recursive remove-destination symbolic-link target-directory: update verbose",
      { min: 2 },
    ),
    instead: "t",
  },
  cut: spec("b: c: d: f: n s D F: O:", { refuse: "DFO" }),
  dirname: bare(1, 1),
  echo: plain(),
  egrep: GREP,
  env: spec("i u: 0 ignore-environment null unset:", { stop: true }),
  false: plain(),
  fgrep: GREP,
  find: plain(),
  fold: spec("b s w:"),
  grep: GREP,
  head: plain(),
  hostname: spec("d f i s v F:", { refuse: "iv", max: 1 }),
  id: spec("g n r u G", { max: 1 }),
  kill: plain(),
  link: spec("", { min: 2, max: 2 }),
  ln: spec("b f n s v S: T", { min: 1 }),
  ls: spec("a c d g h i k l n p r s t u v w: x A C F H L Q R S T: X 1 color full-time group-directories-first", {
    refuse: "gkQT",
  }),
  md5sum: spec("b c s t w", { refuse: "s" }),
  mkdir: spec("m: p v mode: parents verbose", { min: 1 }),
  mkfifo: spec("m:", { min: 1 }),
  mknod: spec("m:", { min: 2, max: 4 }),
  mktemp: spec("d p: q t u directory quiet", { max: 1 }),
  mount: { ...spec("a f i n o: r s t: v w O: T:", { refuse: "aisvOTf" }), longs: true },
  mv: {
    ...spec("f i n t: v T force interactive no-clobber no-target-directory target-directory: verbose", { min: 2 }),
    instead: "t",
  },
  nl: spec("b: i: p s: v: w:"),
  nproc: spec("all", { max: 0 }),
  paste: spec("d: s"),
  pidof: spec("", { min: 0 }),
  pivot_root: bare(2, 2),
  printf: plain(1),
  ps: spec("a d e f l o: A T Z", { refuse: "Z" }),
  pwd: spec("L P"),
  readlink: spec("f n q s v", { min: 1, max: 1, refuse: "v" }),
  realpath: bare(1),
  rev: spec(""),
  rm: { ...spec("f i r v R", { min: 1 }), instead: "f" },
  rmdir: spec("p v parents verbose", { min: 1 }),
  sed: spec("e: f: i n r E expression: file: quiet regexp-extended silent in-place"),
  seq: plain(1, 3),
  setsid: spec("c", { min: 1, stop: true }),
  sh: plain(),
  sha256sum: spec("b c s t w", { refuse: "s" }),
  sleep: bare(1),
  sort: spec("b c d f g h i k: m n o: r s t: u z M S: T: V", { refuse: "ST" }),
  stat: spec("c: f t L", { min: 1, refuse: "t" }),
  sync: spec("d f"),
  tac: spec(""),
  tail: plain(),
  tee: spec("a i"),
  test: plain(),
  timeout: spec("k: s:", { min: 2, stop: true }),
  touch: spec("a c d: f h m r: t: date: no-create no-dereference reference:", { min: 1 }),
  tr: spec("c d s C", { min: 1, max: 2, stop: true }),
  true: plain(),
  truncate: spec("c s:", { min: 1 }),
  tty: spec("s"),
  umount: spec("a c d f i l n r t: v", { refuse: "arit" }),
  uname: spec("a i m n o p r s v all", { max: 0 }),
  uniq: spec("c d f: i s: u w: z", { max: 2 }),
  unlink: spec("", { min: 1, max: 1 }),
  which: spec("a"),
  wc: spec("c l m w L"),
  whoami: bare(0, 0),
  xargs: spec("a: e: i: n: o p r s: t x E: I: P: 0 no-run-if-empty", { stop: true, refuse: "aeiop" }),
  yes: plain(),
};
