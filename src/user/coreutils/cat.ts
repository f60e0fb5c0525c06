import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import type { Run } from "../program.ts";
import { sys } from "../program.ts";
import { quotef } from "../quote.ts";
import { flush } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";

const COUNT = 262144; // bytes a read asks for; IO_BUFSIZE, coreutils src/ioblksize.h

/** What -n, -b, -s, -v, -E, -T make of the text, remembered from one file to the next. */
interface Dress {
  readonly number: "all" | "nonblank" | "none";
  readonly squeeze: boolean;
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly visible: boolean;
  count: number;
  blanks: number;
  lineStart: boolean;
}

export const catMain = tool(
  {
    name: "cat",
    usage: "[OPTION]... [FILE]...",
    options: `
  -A, --show-all           equivalent to -vET
  -b, --number-nonblank    number nonempty output lines, overrides -n
  -e                       equivalent to -vE
  -E, --show-ends          display $ at end of each line
  -n, --number             number all output lines
  -s, --squeeze-blank      suppress repeated empty output lines
  -t                       equivalent to -vT
  -T, --show-tabs          display TAB characters as ^I
  -u                       (ignored)
  -v, --show-nonprinting   use ^ and M- notation, except for LFD and TAB
`,
  },
  function* (cmd): Run<number> {
    const dress: Dress = {
      number: cmd.has("number-nonblank") ? "nonblank" : cmd.has("number") ? "all" : "none",
      squeeze: cmd.has("squeeze-blank"),
      ends: cmd.has("show-ends", "e", "show-all"),
      tabs: cmd.has("show-tabs", "t", "show-all"),
      visible: cmd.has("show-nonprinting", "e", "t", "show-all"),
      count: 0,
      blanks: 0,
      lineStart: true,
    };
    const plain = dress.number === "none" && !dress.squeeze && !dress.ends && !dress.tabs && !dress.visible;
    let status = 0;
    for (const name of cmd.operands.length > 0 ? cmd.operands : ["-"]) {
      const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
      if (failed(fd)) {
        yield* cmd.warn(cmd.busybox ? `can't open '${name}'` : quotef(name), fd);
        status = 1;
        continue;
      }
      if (!(yield* copy(cmd, name, fd, plain ? null : dress))) status = 1;
      if (name !== "-") yield* sys("close", { fd });
    }
    return status;
  },
);

function* copy(cmd: Cmd, name: string, fd: number, dress: Dress | null): Run<boolean> {
  for (;;) {
    const part = yield* sys("read", { fd, count: COUNT });
    if (failed(part)) {
      yield* flush(cmd.out);
      yield* cmd.warn(cmd.busybox ? "read error" : quotef(name), part);
      return false;
    }
    if (part === "") return true;
    yield* cmd.print(dress ? dressed(part, dress) : part);
    const e = yield* flush(cmd.out);
    if (failed(e)) return false;
  }
}

function dressed(text: string, d: Dress): string {
  let out = "";
  for (const c of text) {
    if (d.lineStart) {
      d.blanks = c === "\n" ? d.blanks + 1 : 0;
      if (d.squeeze && d.blanks > 1) continue;
      if (d.number === "all" || (d.number === "nonblank" && c !== "\n")) out += `${String(++d.count).padStart(6)}\t`;
    }
    d.lineStart = c === "\n";
    if (c === "\n") out += d.ends ? "$\n" : "\n";
    else if (c === "\t") out += d.tabs ? "^I" : "\t";
    else out += d.visible ? visible(c) : c;
  }
  return out;
}

/** ^ and M- notation. */
function visible(c: string): string {
  const code = c.charCodeAt(0);
  if (code >= 128) return `M-${visible(String.fromCharCode(code - 128))}`;
  if (code === 127) return "^?";
  return code < 32 ? `^${String.fromCharCode(code + 64)}` : c;
}
