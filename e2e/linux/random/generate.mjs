// node e2e/linux/random/generate.mjs SEED [EPISODES]: a case for tools/run-cases made by dice, on standard output.
//
// An episode is a small tree that root makes, then lines of `sys` chains on it, each by somebody else, then a listing of
// all that is there. The names are few, so that calls meet; every episode has a directory and dice of its own, so that one
// difference does not hide the next. What to try is pjdfstest's: every call against every kind of file, every kind of
// path and every kind of caller. Nothing waits: pipes are opened with O_NONBLOCK only.

import { pathToFileURL } from "node:url";

const LINES = 12; // chains an episode
const CALLS = 7; // calls a chain, on average

/** mulberry32: numbers from 0 to 1 that only depend on the seed. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DIRS = ["a", "b", "c"];
const FILES = ["f", "g", "h"];
const LINKS = ["l", "m"];
const MODES = [
  "755",
  "777",
  "700",
  "1777",
  "1775",
  "2755",
  "2777",
  "000",
  "644",
  "666",
  "4755",
  "2711",
  "7777",
  "500",
  "3770",
];
const OWNERS = [0, 65534, 65533];
const GROUPS = [0, 65534, 65533, 65532];

class Episode {
  constructor(seed, number) {
    this.random = dice(seed * 7919 + number);
    this.top = `/mnt/e${number}`;
    this.names = [...DIRS, ...FILES, ...LINKS, "n"];
  }

  chance(p) {
    return this.random() < p;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  /** A name with its weight for each choice: [[weight, value], …]. */
  weigh(choices) {
    let at = this.random() * choices.reduce((sum, [w]) => sum + w, 0);
    for (const [weight, value] of choices) {
      at -= weight;
      if (at < 0) return value;
    }
    return choices[0][1];
  }

  name() {
    return this.weigh([
      [60, this.pick(this.names)],
      [20, this.pick([...FILES, "n"])],
      [20, this.pick(DIRS)],
      [0.7, "$N"],
      [0.5, "$O"],
    ]);
  }

  /** A path that stays in the episode. */
  path() {
    if (this.proc && this.chance(0.15)) return this.inProc();
    if (this.chance(0.012)) return this.pick(["''", "$Y", "$Z", "/", "//", "/.", "/..", ".", ".."]);
    return this.below();
  }

  inProc() {
    return this.pick([
      `/proc/self/cwd/${this.name()}`,
      `/proc/self/cwd/${this.pick(DIRS)}/${this.name()}`,
      "/proc/self/cwd",
      "/proc/self/cwd/",
      "/proc/self/cwd/..",
      "/proc/self/fd/3",
      `/proc/self/fd/3/${this.name()}`,
      "/proc/self/fd/4/",
      "/proc/self/fd/9",
      "/proc/self/fd",
      "/proc/self",
      "/proc/self/status/",
      "/proc/self/ns/uts",
      "/proc/self/nosuch",
      "/proc/self/$N",
      "/proc/nosuch",
      "/proc/sys/kernel/nosuch",
      "/proc/sys/kernel/hostname/",
      "/proc/1/root/mnt",
      "/dev/pts/nosuch",
    ]);
  }

  /** The same for calls that tell: what is in "/" is not the same everywhere. */
  seen() {
    const path = this.path();
    return /^\/(?!mnt)/.test(path) ? "''" : path;
  }

  /** The same, but never one that leads out of it: for calls that change what is there. */
  below() {
    const above = this.weigh([
      [48, ""],
      [32, `${this.pick([...DIRS, ...this.names])}/`],
      [8, `${this.pick(DIRS)}/${this.pick(this.names)}/`],
      [4, "./"],
      [4, `${this.top}/w/`],
      [2, "../"],
      [2, `${this.pick(DIRS)}//`],
      [2, `${this.pick(this.names)}/../`],
    ]);
    const end = this.weigh([
      [84, ""],
      [8, "/"],
      [2, "/."],
      [1, "//"],
      [1, "/./"],
      [above === "../" ? 0 : 2, "/.."],
    ]);
    return above + this.name() + end;
  }

  mode() {
    return this.pick(MODES);
  }

  flags() {
    const flags = [this.pick(["rdonly", "wronly", "rdwr"]), "nonblock"];
    if (this.chance(0.4)) flags.push("creat");
    for (const [p, flag] of [
      [0.15, "excl"],
      [0.15, "trunc"],
      [0.12, "append"],
      [0.15, "directory"],
      [0.15, "nofollow"],
      [0.1, "path"],
    ]) {
      if (this.chance(p)) flags.push(flag);
    }
    return flags.join(",");
  }

  time() {
    return this.pick(["now", "omit", "5", "77777"]);
  }

  target() {
    return this.weigh([
      [30, this.pick(this.names)],
      [20, `${this.pick(DIRS)}/${this.pick(this.names)}`],
      [8, `../w/${this.pick(this.names)}`],
      [6, `${this.top}/w/${this.pick(this.names)}`],
      [4, "nosuch/x"],
      [4, "."],
      [4, `${this.pick(this.names)}/`],
      [3, `${this.pick(DIRS)}/.`],
      [0.5, "''"],
      [0.5, "$Y"],
    ]);
  }

  node() {
    const [type, major, minor] = this.pick([
      ["p", 0, 0],
      ["p", 0, 0],
      ["f", 0, 0],
      ["f", 0, 0],
      ["s", 0, 0],
      ["c", 1, 3],
      ["c", 1, 7],
      ["c", 0, 0],
      ["c", 60, 1],
      ["b", 60, 1],
      ["d", 0, 0],
    ]);
    return `${type} ${major} ${minor} ${this.mode()}`;
  }

  owner() {
    const id = (list) => (this.chance(0.25) ? -1 : this.pick(list));
    return `${id(OWNERS)} ${id(GROUPS)}`;
  }

  field() {
    return this.pick(["type", "nlink", "size", "mode", "uid", "gid", "rdev"]);
  }

  /** What is done with a file that was opened. */
  onFd() {
    return this.weigh([
      [5, "write hello"],
      [3, "read"],
      [3, `fstat ${this.field()}`],
      [2, `ftruncate ${this.pick([0, 3, 4096, 10000, -1])}`],
      [2, `fchmod ${this.mode()}`],
      [2, `fchown ${this.owner()}`],
      [1, "fchdir"],
      [1, `lseek ${this.pick([0, 2, 8000, -1])}`],
      [1, "close"],
    ]);
  }

  open() {
    const calls = [`open ${this.seen()} ${this.flags()} ${this.mode()}`];
    while (this.chance(0.5)) calls.push(this.onFd());
    return calls;
  }

  /** A call and what it did to the times of the file and of its directory. */
  timed() {
    const path = this.below();
    const call = this.weigh([
      [
        2,
        `open ${path} wronly,nonblock,creat${this.chance(0.3) ? ",trunc" : ""}${this.chance(0.5) ? " -- write x" : ""}`,
      ],
      [1, `truncate ${path} ${this.pick([0, 5, 9])}`],
      [1, `chmod ${path} ${this.mode()}`],
      [1, `chown ${path} ${this.owner()}`],
      [1, `link ${path} ${this.below()}`],
      [1, `link ${this.below()} ${path}`],
      [1, `rename ${path} ${this.below()}`],
      [2, `rename ${this.below()} ${path}`],
      [1, `unlink ${path}`],
      [1, `rmdir ${path}`],
      [1, `mkdir ${path}`],
      [1, `symlink x ${path}`],
      [1, `renameat2 ${path} ${this.below()} exchange`],
      [1, `${this.pick(["utimes", "lutimes"])} ${path} ${this.time()} ${this.time()}`],
    ]);
    const ask = (p) => [`stat ${p} mtime`, `stat ${p} ctime`];
    return ["mark", call, ...ask(path), ...ask("."), ...ask(this.pick(DIRS))];
  }

  /** Only what was set is asked for: reading a file may change its access time. */
  utimes() {
    const [call, ask] = this.pick([
      ["utimes", "stat_follow"],
      ["lutimes", "stat"],
    ]);
    const [path, atime, mtime] = [this.below(), this.time(), this.time()];
    const set = [`${call} ${path} ${atime} ${mtime}`, `${ask} ${path} mtime`];
    return atime === "omit" ? set : [...set, `${ask} ${path} atime`];
  }

  calls() {
    return this.weigh([
      [7, () => [`mkdir ${this.path()} ${this.mode()}`]],
      [5, () => [`rmdir ${this.path()}`]],
      [7, () => [`unlink ${this.path()}`]],
      [12, () => [`rename ${this.path()} ${this.path()}`]],
      [6, () => [`renameat2 ${this.path()} ${this.path()} ${this.renameFlags()}`]],
      [8, () => [`link ${this.path()} ${this.path()}`]],
      [7, () => [`symlink ${this.target()} ${this.path()}`]],
      [4, () => [`mknod ${this.path()} ${this.node()}`]],
      [14, () => this.open()],
      [4, () => [`truncate ${this.path()} ${this.pick([0, 1, 7, 5000, 1000000000000, -1])}`]],
      [7, () => [`chmod ${this.below()} ${this.mode()}`]],
      [7, () => [`${this.pick(["chown", "chown_follow"])} ${this.below()} ${this.owner()}`]],
      [3, () => this.utimes()],
      [4, () => [`stat ${this.seen()} ${this.field()}`]],
      [4, () => [`stat_follow ${this.seen()} ${this.field()}`]],
      [4, () => [`access ${this.path()} ${this.pick(["r", "w", "x", "rw", "rwx", "f"])}`]],
      [2, () => [`readlink ${this.seen()}`]],
      [2, () => [`ls ${this.seen()}`]],
      [2, () => [`same ${this.seen()} ${this.seen()}`]],
      [1.5, () => [`chdir ${this.pick(this.names)}`, "getcwd"]],
      [0.4, () => [`chroot ${this.pick(DIRS)}`]],
      [1, () => ["umask 0"]],
      [1, () => ["umask 77"]],
      [this.slow ? 2.5 : 0, () => this.timed()],
      [this.mounts ? 8 : 0, () => [this.mount()]],
      [this.busy ? 4 : 0, () => [this.onProgram()]],
    ])();
  }

  renameFlags() {
    return this.weigh([
      [6, "exchange"],
      [5, "noreplace"],
      [2, "whiteout"],
      [0.5, "noreplace,exchange"],
      [0.5, "noreplace,whiteout"],
      [0.5, "exchange,whiteout"],
    ]);
  }

  mount() {
    return this.weigh([
      [4, `mount ${this.seen()} ${this.seen()} none bind`],
      [1, `mount ${this.seen()} ${this.seen()} none bind,rec`],
      [2, `mount tmpfs ${this.seen()} tmpfs none mode=1777`],
      [2, `mount none ${this.seen()} none remount,bind${this.pick(["", ",ro", ",nodev", ",ro,nodev"])}`],
      [1, `mount ${this.seen()} ${this.seen()} none move`],
      [3, `umount ${this.seen()}`],
      [1, `umount ${this.seen()} ${this.pick(["detach", "nofollow"])}`],
    ]);
  }

  /** ../x is a program that runs. Nobody reads it: its bytes are nobody's business. */
  onProgram() {
    return this.weigh([
      [4, `open ../x ${this.pick(["wronly", "rdwr", "wronly,trunc", "wronly,creat", "wronly,append", "wronly,path"])}`],
      [2, "truncate ../x 3"],
      [1, `chmod ../x ${this.mode()}`],
      [1, `chown ../x ${this.owner()}`],
      [1, "utimes ../x now now"],
      [1, "access ../x w"],
      [0.3, `rename ${this.below()} ../x`],
      [0.2, "unlink ../x"],
    ]);
  }

  /** Who runs the chain. */
  caller() {
    return this.weigh([
      [6, []],
      [4, ["setgroups", "setgid 65534", "setuid 65534"]],
      [2, ["setgroups 65532", "setgid 65534", "setuid 65534"]],
      [2, ["setgroups 65534 65532", "setgid 65533", "setuid 65533"]],
      [1, ["setgroups 0", "setgid 65533", "setuid 65533"]],
      [1, [`capclear ${this.pick([0, 1, 2, 3, 4, 27])}`]],
      [1, ["capclear 1", "capclear 2", "capclear 3"]],
      [0.7, ["unshare user"]],
      [0.5, ["setgid 65534", "setuid 65534", "unshare user"]],
    ]);
  }

  chain() {
    const calls = [...this.caller()];
    while (calls.length < 2 || !this.chance(1 / CALLS)) calls.push(...this.calls());
    return `${this.chance(0.04) ? "unshare -Ur " : ""}sys ${calls.join(" -- ")}`;
  }

  /** What root makes first. */
  tree() {
    const calls = [];
    for (const dir of DIRS) {
      if (this.chance(0.9)) calls.push(`mkdir ${dir} 755`);
      if (this.chance(0.4)) calls.push(`mkdir ${dir}/${this.pick(DIRS)} 755`);
      if (this.chance(0.7)) calls.push(`creat ${dir}/${this.pick(FILES)} text`);
    }
    for (const file of FILES) {
      calls.push(
        this.weigh([
          [6, `creat ${file} text`],
          [1, `mknod ${file} ${this.node()}`],
          [1, `link ${this.pick(FILES)} ${file}`],
          [1, `mkdir ${file} 755`],
        ]),
      );
    }
    for (const link of LINKS) calls.push(`symlink ${this.target()} ${link}`);
    if (this.chance(0.3)) calls.push(`symlink ${this.target()} a/${this.pick(LINKS)}`);
    for (const name of this.names) {
      if (this.chance(0.4)) calls.push(`chown ${name} ${this.owner()}`);
      if (this.chance(0.5)) calls.push(`chmod ${this.pick([...DIRS, ...FILES])} ${this.mode()}`);
    }
    calls.push(`chmod . ${this.pick(["755", "777", "1777", "1777", "2775", "1775"])}`);
    if (this.chance(0.3)) calls.push(`chown . ${this.owner()}`);
    return `sys ${calls.join(" -- ")}`;
  }

  /** Other file systems, read-only ones, a running program. */
  extras() {
    const lines = [];
    if (this.chance(0.3)) {
      this.names.push("r");
      lines.push("sys mkdir r -- mkdir r/a -- creat r/f text -- symlink f r/l -- mkdir r/c 777 -- chmod r 777");
      lines.push("sys mount r r none bind -- mount none r none remount,bind,ro");
    }
    if (this.chance(0.2)) {
      this.names.push("t");
      lines.push(
        "sys mkdir t -- mount tmpfs t tmpfs none mode=1777 -- mkdir t/a -- creat t/f text -- symlink ../f t/l",
      );
    }
    if (this.chance(0.2)) {
      this.names.push("p");
      lines.push(`sys mkdir p -- mount ${this.pick(DIRS)} p none bind`);
    }
    if (this.chance(0.1)) {
      this.names.push("k");
      lines.push(`sys creat k below -- mount ${this.pick(FILES)} k none bind`);
    }
    if (this.chance(0.1)) {
      this.names.push("s");
      lines.push("sys mkdir s -- mount tmpfs s tmpfs none mode=1777 -- mkdir s/a -- mkdir s/b 777 -- creat s/f text");
      lines.push("sys chmod s/f 666 -- symlink f s/l -- mknod s/g c 1 3 666 -- mount none s none remount,ro");
    }
    if (this.chance(0.1)) {
      this.names.push("i");
      const size = `nr_inodes=${this.pick([3, 5, 7])}`;
      lines.push(
        `sys mkdir i -- mount tmpfs i tmpfs ${this.pick(["none", "nodev"])} mode=777,${size} -- creat i/f text`,
      );
    }
    if (this.chance(0.1)) {
      this.names.push("q/38", "q/39", "q/40", "q/41");
      lines.push("mkdir q; touch q/0; for i in $(seq 41); do ln -s $((i - 1)) q/$i; done");
    }
    this.proc = this.chance(0.2);
    this.mounts = this.chance(0.2);
    this.slow = this.chance(0.3);
    this.busy = this.chance(0.2);
    if (this.busy) lines.push("cp /usr/bin/sleep ../x", "../x 1000 &");
    return lines;
  }

  lines() {
    const lines = [`mkdir -p ${this.top}/w && cd ${this.top}/w`, this.tree(), ...this.extras()];
    for (let i = 0; i < LINES; i++) lines.push(this.chain());
    return [...lines, "sys dump ."];
  }
}

const SETUP = [
  "N=$(printf %0255d 7) O=$(printf %0256d 7)", // the longest name, and one byte more
  "Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af", // the longest path, and one byte more
];

export function generate(seed, episodes) {
  const lines = [`# title: calls on files by dice, seed ${seed}`, "# group: files", "# needs: root sys", ...SETUP];
  for (let i = 1; i <= episodes; i++) lines.push(...new Episode(seed, i).lines());
  return `${lines.join("\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [seed = "1", episodes = "3"] = process.argv.slice(2);
  process.stdout.write(generate(Number(seed), Number(episodes)));
}
