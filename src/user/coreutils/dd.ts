import { type Errno, failed } from "../../kernel/abi/errno.ts";
import {
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  SEEK_CUR,
} from "../../kernel/abi/flags.ts";
import { err, grow } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { humanSize } from "./human.ts";
import { formatFloat } from "./number-format.ts";

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  c: 1,
  w: 2,
  b: 512,
  K: 1024,
  k: 1024,
  KiB: 1024,
  kB: 1000,
  KB: 1000,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
  GB: 1000 ** 3,
  T: 1024 ** 4,
};

interface Counts {
  full: number;
  partial: number;
}

const HEAP = 2 ** 18; // bytes that every program has without asking for more

export const ddMain = tool(
  { name: "dd", usage: ["[OPERAND]...", "OPTION"], version: "(coreutils) 9.7", options: "" },
  function* (cmd): Run<number> {
    const given = new Map<string, string>();
    for (const word of cmd.operands) {
      const m = /^(if|of|bs|ibs|obs|cbs|count|skip|iseek|seek|oseek|conv|iflag|oflag|status)=(.*)$/s.exec(word);
      if (!m?.[1]) return yield* cmd.misuse(`unrecognized operand ${quote(word)}`);
      given.set(m[1], m[2] ?? "");
    }
    for (const name of ["cbs"]) {
      if (given.has(name)) return yield* cmd.die(NOT_MODELLED, `operand '${name}=' is not modelled in Cutaway`);
    }
    const bs = given.has("bs") ? yield* size(cmd, given.get("bs") ?? "") : null;
    const ibs = bs ?? (yield* size(cmd, given.get("ibs") ?? "512"));
    const obs = bs ?? (yield* size(cmd, given.get("obs") ?? "512"));
    const iflags = (given.get("iflag") ?? "").split(",");
    const oflags = (given.get("oflag") ?? "").split(",");
    const conv = (given.get("conv") ?? "").split(",").filter((c) => c !== "");
    for (const c of conv) {
      if (!/^(notrunc|nocreat|excl|sync|noerror|fsync|fdatasync|lcase|ucase|sparse|swab)$/.test(c)) {
        return yield* cmd.misuse(`invalid conversion: ${quote(c)}`);
      }
      if (c === "sparse") return yield* cmd.die(NOT_MODELLED, "conversion 'sparse' is not modelled in Cutaway");
    }
    const amount = function* (name: string, other: string, block: number, bytes: boolean): Run<number> {
      const text = given.get(name) ?? given.get(other);
      if (text === undefined) return 0;
      const n = yield* size(cmd, text.replace(/B$/, ""), 0);
      return bytes || /B$/.test(text) ? n : n * block;
    };
    const skip = yield* amount("skip", "iseek", ibs, iflags.includes("skip_bytes"));
    const seek = yield* amount("seek", "oseek", obs, oflags.includes("seek_bytes"));
    const countText = given.get("count");
    const most = countText === undefined ? Infinity : yield* size(cmd, countText.replace(/B$/, ""), 0);
    const byteCount = iflags.includes("count_bytes") || (countText?.endsWith("B") ?? false);
    if (ibs > HEAP) {
      const got = yield* grow(ibs);
      if (failed(got))
        return yield* cmd.die(
          1,
          `memory exhausted by input buffer of size ${ibs} bytes (${spaced(humanSize(ibs, 1024), "i")})`,
        );
    }
    return yield* run(cmd, { given, ibs, obs, bs, iflags, oflags, conv, skip, seek, most, byteCount });
  },
);

function* size(cmd: Cmd, text: string, least = 1): Run<number> {
  let n = 1;
  for (const factor of text.split("x")) {
    const m = /^(\d+)(c|w|b|[KkMGT]i?B?)?$/.exec(factor);
    const unit = UNITS[m?.[2] ?? ""];
    if (!m || unit === undefined) return yield* cmd.die(1, `invalid number: ${quote(text)}`);
    n *= Number(m[1]) * unit;
  }
  return n < least ? yield* cmd.die(1, `invalid number: ${quote(text)}`) : n;
}

interface Job {
  readonly given: ReadonlyMap<string, string>;
  readonly ibs: number;
  readonly obs: number;
  readonly bs: number | null;
  readonly iflags: readonly string[];
  readonly oflags: readonly string[];
  readonly conv: readonly string[];
  readonly skip: number;
  readonly seek: number;
  readonly most: number;
  readonly byteCount: boolean;
}

function* run(cmd: Cmd, job: Job): Run<number> {
  const { given, conv } = job;
  const input = given.get("if");
  const output = given.get("of");
  const from =
    input === undefined
      ? 0
      : yield* sys("openat", { path: input, flags: O_RDONLY | (job.iflags.includes("nonblock") ? O_NONBLOCK : 0) });
  if (failed(from)) return yield* cmd.die(1, `failed to open ${quoteaf(input ?? "standard input")}`, from);
  const to = output === undefined ? 1 : yield* openOutput(cmd, output, job);
  const started = (yield* sys("clock_gettime", {})) as number;
  if (job.skip > 0) yield* skipInput(cmd, from, job, input);
  const ins: Counts = { full: 0, partial: 0 };
  const outs: Counts = { full: 0, partial: 0 };
  let bytes = 0;
  let status = 0;
  let pending = "";
  const emit = function* (block: string): Run<Errno | 0> {
    const n = yield* writeBlock(to, block);
    if (failed(n)) return n;
    bytes += block.length;
    if (block.length === job.obs) outs.full++;
    else outs.partial++;
    return 0;
  };
  let problem: Errno | 0 = 0;
  for (let done = 0; done < job.most; ) {
    const want = job.byteCount ? Math.min(job.ibs, job.most - done) : job.ibs;
    const part = yield* readBlock(from, want, job.iflags.includes("fullblock"));
    if (failed(part)) {
      yield* cmd.warn(`error reading ${quoteaf(input ?? "standard input")}`, part);
      status = 1;
      if (conv.includes("noerror")) {
        done += job.byteCount ? want : 1;
        continue;
      }
      break;
    }
    if (part === "") break;
    done += job.byteCount ? part.length : 1;
    if (part.length === job.ibs) ins.full++;
    else ins.partial++;
    const text = convert(conv.includes("sync") ? part.padEnd(job.ibs, "\0") : part, conv);
    // With bs= blocks go out as they came in; else they are cut anew into obs.
    if (job.bs !== null) problem = yield* emit(text);
    else {
      pending += text;
      while (problem === 0 && pending.length >= job.obs) {
        problem = yield* emit(pending.slice(0, job.obs));
        pending = pending.slice(job.obs);
      }
    }
    if (problem !== 0) break;
  }
  if (problem === 0 && pending !== "") problem = yield* emit(pending);
  if (problem !== 0) {
    yield* cmd.warn(`error writing ${quoteaf(output ?? "standard output")}`, problem);
    status = 1;
  }
  const flush = ["fsync", "fdatasync"].find((c) => conv.includes(c)) as "fsync" | "fdatasync" | undefined;
  const flushed = flush && status === 0 ? yield* sys(flush, { fd: to }) : 0;
  if (failed(flushed)) {
    yield* cmd.warn(`${flush} failed for ${quoteaf(output ?? "standard output")}`, flushed);
    status = 1;
  }
  if (to !== 1) yield* sys("close", { fd: to });
  yield* report(given.get("status") ?? "", ins, outs, bytes, ((yield* sys("clock_gettime", {})) as number) - started);
  return status;
}

function* openOutput(cmd: Cmd, path: string, job: Job): Run<number> {
  const { conv, oflags } = job;
  const keep = conv.includes("notrunc") || job.seek > 0;
  const flags =
    (conv.includes("nocreat") ? 0 : O_CREAT) |
    (conv.includes("excl") ? O_EXCL : 0) |
    (keep ? 0 : O_TRUNC) |
    (oflags.includes("append") ? O_APPEND : 0);
  let fd = yield* sys("openat", { path, flags: flags | (job.seek > 0 ? O_RDWR : O_WRONLY), mode: 0o666 });
  if (failed(fd) && job.seek > 0) fd = yield* sys("openat", { path, flags: flags | O_WRONLY, mode: 0o666 });
  if (failed(fd)) return yield* cmd.die(1, `failed to open ${quoteaf(path)}`, fd);
  if (job.seek > 0) {
    if (!conv.includes("notrunc")) yield* sys("ftruncate", { fd, length: job.seek });
    const e = yield* sys("lseek", { fd, offset: job.seek, whence: SEEK_CUR });
    if (failed(e)) return yield* cmd.die(1, `${quoteaf(path)}: cannot seek`, e);
  }
  return fd;
}

function* skipInput(cmd: Cmd, fd: number, job: Job, input: string | undefined): Run<void> {
  const st = yield* sys("fstat", { fd });
  const regular = !failed(st) && (st.mode & 0o170000) === 0o100000;
  if (regular && !failed(yield* sys("lseek", { fd, offset: job.skip, whence: SEEK_CUR }))) {
    if (job.skip > st.size) yield* cmd.warn(`${quoteaf(input ?? "standard input")}: cannot skip to specified offset`);
    return;
  }
  for (let left = job.skip; left > 0; ) {
    const part = yield* sys("read", { fd, count: Math.min(left, job.ibs) });
    if (failed(part) || part === "") return;
    left -= part.length;
  }
}

function* readBlock(fd: number, want: number, whole: boolean): Run<string | Errno> {
  let block = "";
  do {
    const part = yield* sys("read", { fd, count: want - block.length });
    if (failed(part)) return part;
    if (part === "") return block;
    block += part;
  } while (whole && block.length < want);
  return block;
}

function* writeBlock(fd: number, block: string): Run<number | Errno> {
  for (let at = 0; at < block.length; ) {
    const n = yield* sys("write", { fd, data: block.slice(at) });
    if (failed(n)) return n;
    at += n;
  }
  return block.length;
}

function convert(text: string, conv: readonly string[]): string {
  let out = text;
  if (conv.includes("lcase")) out = out.replace(/[A-Z]/g, (c) => c.toLowerCase());
  if (conv.includes("ucase")) out = out.replace(/[a-z]/g, (c) => c.toUpperCase());
  if (conv.includes("swab")) out = out.replace(/([\s\S])([\s\S])/g, "$2$1");
  return out;
}

function* report(level: string, ins: Counts, outs: Counts, bytes: number, ns: number): Run<void> {
  if (level === "none") return;
  yield* err(`${ins.full}+${ins.partial} records in\n${outs.full}+${outs.partial} records out\n`);
  if (level === "noxfer") return;
  const seconds = Math.max(ns, 1) / 1e9;
  const general = (n: number) => formatFloat(n, "g", { flags: "", width: 0, precision: 6 });
  const sizes = [
    ...(bytes >= 1000 ? [spaced(humanSize(bytes, 1000))] : []),
    ...(bytes >= 1024 ? [spaced(humanSize(bytes, 1024), "i")] : []),
  ];
  const shown = sizes.length > 0 ? ` (${sizes.join(", ")})` : "";
  const rate = bytes === 0 ? "0.0 kB" : spaced(rateOf(bytes / seconds));
  yield* err(`${bytes} byte${bytes === 1 ? "" : "s"}${shown} copied, ${general(seconds)} s, ${rate}/s\n`);
}

const spaced = (text: string, infix = ""): string => {
  const m = /^([\d.]+)([A-Za-z]*)$/.exec(text);
  return `${m?.[1] ?? text} ${m?.[2] ? (infix ? m[2].toUpperCase() : m[2]) + infix : ""}B`;
};
const rateOf = (perSecond: number): string =>
  perSecond < 1000 ? humanSize(Math.ceil(perSecond), 1000) : humanSize(perSecond, 1000);
