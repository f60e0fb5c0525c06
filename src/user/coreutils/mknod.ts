import { failed } from "../../kernel/abi/errno.ts";
import { S_IFBLK, S_IFCHR, S_IFIFO } from "../../kernel/abi/flags.ts";
import { err } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf, quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { adjustMode, parseMode } from "./mode.ts";

const OPTIONS = `
  -m, --mode=MODE          set file permission bits to MODE, not a=rw - umask
  ! -Z                     set the SELinux security context to default type
  ! --context[=CTX]        like -Z, or if CTX is specified then set the SELinux or SMACK security context to CTX
`;

export const mknodMain = tool(
  { name: "mknod", usage: "[OPTION]... NAME TYPE [MAJOR MINOR]", options: OPTIONS },
  function* (cmd): Run<number> {
    const mode = yield* wantedMode(cmd);
    const [name, type, ...numbers] = cmd.operands;
    const fifo = type?.startsWith("p") ?? false;
    const wanted = fifo ? 2 : 4;
    const last = cmd.operands.at(-1) ?? "";
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    if (cmd.busybox && cmd.operands.length !== wanted) return yield* cmd.tryHelp();
    if (cmd.operands.length < wanted) {
      yield* cmd.warn(`missing operand after ${quote(last)}`);
      if (wanted === 4 && cmd.operands.length === 2) {
        yield* err("Special files require major and minor device numbers.\n");
      }
      return yield* cmd.tryHelp();
    }
    if (cmd.operands.length > wanted) {
      yield* cmd.warn(`extra operand ${quote(cmd.operands[wanted] ?? "")}`);
      if (fifo && cmd.operands.length === 4) yield* err("Fifos do not have major and minor device numbers.\n");
      return yield* cmd.tryHelp();
    }
    if (!/^[bcup]/.test(type ?? "")) return yield* cmd.misuse(`invalid device type ${quote(type ?? "")}`);
    const [major, minor] = [yield* number(cmd, "major", numbers[0]), yield* number(cmd, "minor", numbers[1])];
    const kind = fifo ? S_IFIFO : type?.startsWith("b") ? S_IFBLK : S_IFCHR;
    return yield* make(cmd, name ?? "", kind, mode, major, minor);
  },
);

export const mkfifoMain = tool(
  { name: "mkfifo", usage: "[OPTION]... NAME...", options: OPTIONS },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    const mode = yield* wantedMode(cmd);
    let status = 0;
    for (const name of cmd.operands) {
      const e = yield* sys("mknod", { path: name, mode: S_IFIFO | (mode ?? 0o666), major: 0, minor: 0 });
      if (failed(e)) {
        yield* cmd.warn(cmd.busybox ? name : `cannot create fifo ${quoteaf(name)}`, e);
        status = 1;
      } else if (mode !== null) yield* sys("chmod", { path: name, mode });
    }
    return status;
  },
);

function* wantedMode(cmd: Cmd): Run<number | null> {
  const spec = cmd.last("mode");
  if (spec === undefined) return null;
  const changes = parseMode(spec);
  if (!changes) return yield* cmd.die(1, "invalid mode");
  const umask = yield* sys("umask", { mask: 0 });
  yield* sys("umask", { mask: umask });
  const mode = adjustMode(0o666, false, umask, changes);
  if (mode & ~0o777) return yield* cmd.die(1, "mode must specify only file permission bits");
  return mode;
}

function* number(cmd: Cmd, what: string, text: string | undefined): Run<number> {
  if (text === undefined) return 0;
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) {
    return yield* cmd.die(1, `invalid ${what} device number ${quote(text)}`);
  }
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}

function* make(cmd: Cmd, path: string, kind: number, mode: number | null, major: number, minor: number): Run<number> {
  const e = yield* sys("mknod", { path, mode: kind | (mode ?? 0o666), major, minor });
  if (failed(e)) {
    yield* cmd.warn(quotef(path), e);
    return 1;
  }
  if (mode !== null) {
    const c = yield* sys("chmod", { path, mode });
    if (failed(c)) return yield* cmd.die(1, `cannot set permissions of ${quoteaf(path)}`, c);
  }
  return 0;
}
