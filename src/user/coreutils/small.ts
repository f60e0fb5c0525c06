// Programs of a few lines: basename, dirname, unlink, link, sync, tty, nproc, tee, truncate, mktemp.

import { EEXIST, ENOENT, ENOTTY, failed } from "../../kernel/abi/errno.ts";
import { O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { SIGINT } from "../../kernel/abi/signal.ts";
import { getenv, readFile, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf, quotef } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { tool } from "../tool.ts";
import { parseSize } from "./human.ts";
import { baseName, dirName, join } from "./paths.ts";

export const basenameMain = tool(
  {
    name: "basename",
    usage: ["NAME [SUFFIX]", "OPTION... NAME..."],
    stop: true,
    options: `
  -a, --multiple           support multiple arguments and treat each as a NAME
  -s, --suffix=SUFFIX      remove a trailing SUFFIX; implies -a
  -z, --zero               end each output line with NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const several = cmd.has("multiple", "suffix");
    const [first, second, third] = cmd.operands;
    if (first === undefined) return yield* cmd.misuse("missing operand");
    if (!several && third !== undefined) return yield* cmd.misuse(`extra operand ${quote(third)}`);
    const suffix = cmd.last("suffix") ?? (several ? "" : (second ?? ""));
    for (const path of several ? cmd.operands : [first]) {
      const name = path === "" ? "" : baseName(path);
      const cut = suffix !== "" && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
      yield* cmd.print(cut + (cmd.has("zero") ? "\0" : "\n"));
    }
    return 0;
  },
);

export const dirnameMain = tool(
  {
    name: "dirname",
    usage: "[OPTION] NAME...",
    options: `
  -z, --zero               end each output line with NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    for (const path of cmd.operands) yield* cmd.print(dirName(path) + (cmd.has("zero") ? "\0" : "\n"));
    return 0;
  },
);

export const unlinkMain = tool({ name: "unlink", usage: "FILE", options: "" }, function* (cmd): Run<number> {
  const [path, extra] = cmd.operands;
  if (path === undefined) return yield* cmd.misuse("missing operand");
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
  const e = yield* sys("unlink", { path });
  return failed(e) ? yield* cmd.die(1, `cannot unlink ${quoteaf(path)}`, e) : 0;
});

export const linkMain = tool({ name: "link", usage: "FILE1 FILE2", options: "" }, function* (cmd): Run<number> {
  const [oldpath, newpath, extra] = cmd.operands;
  if (oldpath === undefined) return yield* cmd.misuse("missing operand");
  if (newpath === undefined) return yield* cmd.misuse(`missing operand after ${quote(oldpath)}`);
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
  const e = yield* sys("link", { oldpath, newpath });
  return failed(e) ? yield* cmd.die(1, `cannot create link ${quoteaf(newpath)} to ${quoteaf(oldpath)}`, e) : 0;
});

// The model's disks keep what they are told at once: there is nothing to wait for.
export const syncMain = tool(
  {
    name: "sync",
    usage: "[OPTION] [FILE]...",
    options: `
  -d, --data               sync only file data, no unneeded metadata
  -f, --file-system        sync the file systems that contain the files
`,
  },
  function* (cmd): Run<number> {
    let status = 0;
    const call = cmd.has("data") ? "fdatasync" : "fsync";
    if (cmd.has("data") && cmd.has("file-system")) {
      return yield* cmd.die(1, "cannot specify both --data and --file-system");
    }
    if (cmd.has("data") && cmd.operands.length === 0) return yield* cmd.die(1, "--data needs at least one argument");
    for (const path of cmd.operands) {
      const fd = yield* sys("openat", { path, flags: O_RDONLY | O_NONBLOCK });
      if (failed(fd)) {
        yield* cmd.warn(`error opening ${quoteaf(path)}`, fd);
        status = 1;
        continue;
      }
      const e = cmd.has("file-system") ? 0 : yield* sys(call, { fd });
      if (failed(e)) {
        yield* cmd.warn(`error syncing ${quoteaf(path)}`, e);
        status = 1;
      }
      yield* sys("close", { fd });
    }
    if (cmd.operands.length === 0 || cmd.has("file-system")) yield* sys("sync", {});
    return status;
  },
);

export const ttyMain = tool(
  {
    name: "tty",
    usage: "[OPTION]...",
    failure: 2,
    options: `
  -s, --silent, --quiet    print nothing, only return an exit status
`,
  },
  function* (cmd): Run<number> {
    const [extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const terminal = yield* isatty(0);
    if (cmd.has("silent")) return terminal ? 0 : 1;
    const name = terminal ? yield* sys("readlink", { path: "/proc/self/fd/0" }) : ENOTTY;
    yield* cmd.print(failed(name) ? "not a tty\n" : `${name}\n`);
    return failed(name) ? 1 : 0;
  },
);

export const nprocMain = tool(
  {
    name: "nproc",
    usage: "[OPTION]...",
    options: `
  --all                    print the number of installed processors
  --ignore=N               if possible, exclude N processing units
`,
  },
  function* (cmd): Run<number> {
    const [extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const ignore = cmd.last("ignore") ?? "0";
    if (!/^\d+$/.test(ignore)) return yield* cmd.die(1, `invalid number: ${quote(ignore)}`);
    // sched_getaffinity(2), as /proc tells of it; --all counts what is there.
    const status = cmd.has("all") ? "" : yield* readFile("/proc/self/status");
    const allowed = failed(status) ? undefined : /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1];
    const online = allowed ?? (yield* readFile("/sys/devices/system/cpu/online"));
    const info = failed(online) ? yield* readFile("/proc/cpuinfo") : "";
    let count = 0;
    if (!failed(online)) {
      for (const range of online.trim().split(",")) {
        const [from = 0, to = from] = range.split("-").map(Number);
        count += to - from + 1;
      }
    } else if (!failed(info)) count = (info.match(/^processor\s*:/gm) ?? []).length;
    yield* cmd.print(`${Math.max(1, count - Number(ignore))}\n`);
    return 0;
  },
);

export const teeMain = tool(
  {
    name: "tee",
    usage: "[OPTION]... [FILE]...",
    options: `
  -a, --append             append to the given FILEs, do not overwrite
  -i, --ignore-interrupts  ignore interrupt signals
  -p                       operate in a more appropriate MODE with pipes
  ! --output-error[=MODE]  set behavior on write error
`,
  },
  function* (cmd): Run<number> {
    if (cmd.has("ignore-interrupts")) yield* sys("rt_sigaction", { sig: SIGINT, action: "ignore" });
    let status = 0;
    const outputs: { fd: number; name: string }[] = [{ fd: 1, name: "standard output" }];
    for (const path of cmd.operands) {
      const flags = O_WRONLY | O_CREAT | (cmd.has("append") ? O_APPEND : O_TRUNC);
      const fd = yield* sys("openat", { path, flags, mode: 0o666 });
      if (failed(fd)) {
        yield* cmd.warn(quotef(path), fd);
        status = 1;
      } else outputs.push({ fd, name: path });
    }
    for (;;) {
      const part = yield* sys("read", { fd: 0, count: 8192 });
      if (failed(part)) {
        yield* cmd.warn("read error", part);
        return 1;
      }
      if (part === "" || outputs.length === 0) return status;
      for (const o of [...outputs]) {
        const e = yield* write(o.fd, part);
        if (!failed(e)) continue;
        yield* cmd.warn(o.name === "standard output" ? `'standard output'` : quotef(o.name), e);
        outputs.splice(outputs.indexOf(o), 1);
        status = 1;
      }
    }
  },
);

export const truncateMain = tool(
  {
    name: "truncate",
    usage: "OPTION... FILE...",
    options: `
  -c, --no-create          do not create any files
  ! -o, --io-blocks        treat SIZE as number of IO blocks instead of bytes
  -r, --reference=RFILE    base size on RFILE
  -s, --size=SIZE          set or adjust the file size by SIZE bytes
`,
  },
  function* (cmd): Run<number> {
    const spec = cmd.last("size");
    const reference = cmd.last("reference");
    if (spec === undefined && reference === undefined) {
      return yield* cmd.misuse(`you must specify either ${quote("--size")} or ${quote("--reference")}`);
    }
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing file operand");
    const m = /^\s*([-+<>/%])?\s*(.+)$/.exec(spec ?? "+0");
    const size = parseSize(m?.[2] ?? "");
    if (size === null) return yield* cmd.die(1, `Invalid number: ${quote(spec ?? "")}`);
    if (reference !== undefined && spec !== undefined && m?.[1] === undefined) {
      return yield* cmd.misuse(`you must specify a relative ${quote("--size")} with ${quote("--reference")}`);
    }
    if ((m?.[1] === "/" || m?.[1] === "%") && size === 0) return yield* cmd.die(1, "division by zero");
    let base: number | null = null;
    if (reference !== undefined) {
      const st = yield* sys("stat", { path: reference });
      if (failed(st)) return yield* cmd.die(1, `cannot stat ${quoteaf(reference)}`, st);
      base = st.size;
    }
    let status = 0;
    for (const path of cmd.operands) {
      const flags = O_WRONLY | O_NONBLOCK | (cmd.has("no-create") ? 0 : O_CREAT);
      const fd = yield* sys("openat", { path, flags, mode: 0o666 });
      if (failed(fd)) {
        if (fd === ENOENT && cmd.has("no-create")) continue;
        yield* cmd.warn(`cannot open ${quoteaf(path)} for writing`, fd);
        status = 1;
        continue;
      }
      const st = yield* sys("fstat", { fd });
      const old = base ?? (failed(st) ? 0 : st.size);
      const length = resized(m?.[1] ?? "", old, size);
      const e = yield* sys("ftruncate", { fd, length });
      if (failed(e)) {
        yield* cmd.warn(`failed to truncate ${quoteaf(path)} at ${length} bytes`, e);
        status = 1;
      }
      yield* sys("close", { fd });
    }
    return status;
  },
);

function resized(how: string, old: number, size: number): number {
  switch (how) {
    case "+":
      return old + size;
    case "-":
      return Math.max(0, old - size);
    case "<":
      return Math.min(old, size);
    case ">":
      return Math.max(old, size);
    case "/":
      return old - (old % size);
    case "%":
      return Math.ceil(old / size) * size;
    default:
      return size;
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export const mktempMain = tool(
  {
    name: "mktemp",
    usage: "[OPTION]... [TEMPLATE]",
    options: `
  -d, --directory          create a directory, not a file
  -u, --dry-run            do not create anything; merely print a name (unsafe)
  -q, --quiet              suppress diagnostics about file/dir-creation failure
  --suffix=SUFF            append SUFF to TEMPLATE
  -p DIR                   interpret TEMPLATE relative to DIR
  --tmpdir[=DIR]           interpret TEMPLATE relative to DIR
  -t                       interpret TEMPLATE as a single file name component, relative to a directory
`,
  },
  function* (cmd): Run<number> {
    const [given, extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse("too many templates");
    const suffix = cmd.last("suffix") ?? "";
    const template = (given ?? "tmp.XXXXXXXXXX") + suffix;
    const m = /^(.*?)(X+)([^X]*)$/s.exec(template);
    if (!m || (m[2] ?? "").length < 3) return yield* cmd.die(1, `too few X's in template ${quote(given ?? template)}`);
    if (suffix.includes("/")) return yield* cmd.die(1, `invalid suffix ${quote(suffix)}, contains directory separator`);
    const inDir = given === undefined || cmd.has("p", "tmpdir", "t");
    const tmp = getenv(cmd.self, "TMPDIR") || "/tmp";
    const dir = cmd.has("t") ? tmp : cmd.last("p") || cmd.last("tmpdir") || tmp;
    if (inDir && given?.startsWith("/") && !cmd.has("t")) {
      return yield* cmd.die(1, `invalid template, ${quote(given)}; with --tmpdir, it may not be absolute`);
    }
    const dice = yield* sys("openat", { path: "/dev/urandom", flags: O_RDONLY });
    for (;;) {
      const bytes = failed(dice) ? "" : yield* sys("read", { fd: dice, count: (m[2] ?? "").length });
      if (failed(bytes) || bytes === "")
        return yield* cmd.die(1, "failed to read random data", failed(dice) ? dice : undefined);
      const random = Array.from(bytes, (c) => LETTERS[c.charCodeAt(0) % LETTERS.length]).join("");
      const name = (m[1] ?? "") + random + (m[3] ?? "");
      const path = inDir ? join(dir, name) : name;
      const e = cmd.has("dry-run")
        ? 0
        : cmd.has("directory")
          ? yield* sys("mkdir", { path, mode: 0o700 })
          : yield* sys("openat", { path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600 });
      if (e === EEXIST) continue;
      if (failed(e)) {
        if (cmd.has("quiet")) return 1;
        const kind = cmd.has("directory") ? "directory" : "file";
        return yield* cmd.die(
          1,
          `failed to create ${kind} via template ${quote(inDir ? join(dir, template) : template)}`,
          e,
        );
      }
      yield* cmd.print(`${path}\n`);
      return 0;
    }
  },
);
