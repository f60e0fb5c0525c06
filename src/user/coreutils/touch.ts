import { EINVAL, EISDIR, ENOENT, EPERM, type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_NOCTTY, O_NONBLOCK, O_WRONLY } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { now, sinceBoot, type Timespec } from "./clock.ts";
import { parseDate } from "./date-parse.ts";

const TIMES = [
  ["atime", "access", "use"],
  ["mtime", "modify"],
];

/** The times to set, nanoseconds since boot; null is now. */
interface Times {
  readonly atime: number | null;
  readonly mtime: number | null;
}

export const touchMain = tool(
  {
    name: "touch",
    usage: "[OPTION]... FILE...",
    options: `
  -a                       change only the access time
  -c, --no-create          do not create any files
  -d, --date=STRING        parse STRING and use it instead of current time
  -f                       (ignored)
  -h, --no-dereference     affect each symbolic link instead of any referenced file
  -m                       change only the modification time
  -r, --reference=FILE     use this file's times instead of current time
  -t STAMP                 use specified time instead of current time: [[CC]YY]MMDDhhmm[.ss]
  --time=WORD              specify which time to change: access (-a): access, atime, use; modify (-m): modify, mtime
`,
  },
  function* (cmd): Run<number> {
    const word = cmd.has("time") ? yield* argmatch(cmd, "--time", cmd.last("time") ?? "", TIMES) : "";
    const onlyA = cmd.has("a") || word === "atime";
    const onlyM = cmd.has("m") || word === "mtime";
    const times = yield* wanted(cmd);
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing file operand");
    let status = 0;
    for (const path of cmd.operands) {
      const set = {
        ...(onlyM && !onlyA ? {} : { atime: times.atime }),
        ...(onlyA && !onlyM ? {} : { mtime: times.mtime }),
      };
      if (!(yield* touch(cmd, path, set))) status = 1;
    }
    return status;
  },
);

function* wanted(cmd: Cmd): Run<Times> {
  const [file, text, stamp] = [cmd.last("reference"), cmd.last("date"), cmd.last("t")];
  if (
    (file !== undefined ? 1 : 0) + (text !== undefined ? 1 : 0) + (stamp !== undefined ? 1 : 0) > 1 &&
    stamp !== undefined
  ) {
    return yield* cmd.misuse("cannot specify times from more than one source");
  }
  const at = (t: Timespec): Times => ({ atime: sinceBoot(t), mtime: sinceBoot(t) });
  if (stamp !== undefined) {
    const t = parseStamp(stamp, yield* now());
    return t ? at(t) : yield* cmd.die(1, `invalid date format ${quote(stamp)}`);
  }
  if (file !== undefined) {
    const st = cmd.has("no-dereference") ? yield* sys("lstat", { path: file }) : yield* sys("stat", { path: file });
    if (failed(st)) return yield* cmd.die(1, `failed to get attributes of ${quoteaf(file)}`, st);
    return { atime: st.atime, mtime: st.mtime };
  }
  if (text === undefined) return { atime: null, mtime: null };
  const t = parseDate(text, yield* now());
  if (t === "unknown") return yield* cmd.die(1, `invalid date format ${quote(text)}`);
  if (t === "not modelled") return yield* cmd.die(NOT_MODELLED, `date ${quote(text)} is not modelled in Cutaway`);
  return at(t);
}

/** [[CC]YY]MMDDhhmm[.ss] */
function parseStamp(stamp: string, now: Timespec): Timespec | null {
  const m = /^(\d{2})?(\d{2})?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(stamp);
  if (!m) return null;
  const century = m[2] === undefined ? undefined : m[1];
  const short = m[2] ?? m[1];
  let year = new Date(now.sec * 1000).getUTCFullYear();
  if (short !== undefined) {
    const two = Number(short);
    year = century !== undefined ? Number(century) * 100 + two : two < 69 ? 2000 + two : 1900 + two;
  }
  const [month, day, hour, minute] = [Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6])];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return null;
  return { sec: Date.UTC(year, month - 1, day, hour, minute, Number(m[7] ?? 0)) / 1000, nsec: 0 };
}

function* touch(cmd: Cmd, path: string, times: Partial<Times>): Run<boolean> {
  let opened: number | Errno | null = null;
  if (!cmd.has("no-create", "no-dereference")) {
    opened = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_NOCTTY | O_NONBLOCK, mode: 0o666 });
  }
  const e = yield* sys("utimensat", { path, ...times, ...(cmd.has("no-dereference") ? { nofollow: true } : {}) });
  if (opened !== null && !failed(opened)) yield* sys("close", { fd: opened });
  if (!failed(e)) return true;
  // A directory cannot be opened for writing, and need not be.
  if (failed(opened) && ![EISDIR, EINVAL, EPERM].includes(opened)) {
    yield* cmd.warn(cmd.busybox ? path : `cannot touch ${quoteaf(path)}`, opened);
    return false;
  }
  if (e === ENOENT && cmd.has("no-create")) return true;
  yield* cmd.warn(cmd.busybox ? path : `setting times of ${quoteaf(path)}`, e);
  return false;
}
