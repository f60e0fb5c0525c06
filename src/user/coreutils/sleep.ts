import { EINTR } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86400 };

/** "1.5m" in seconds; null where it is no duration. */
export function parseDuration(text: string): number | null {
  const m = /^\+?(inf(?:inity)?|\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)([smhd]?)$/i.exec(text);
  if (!m) return null;
  const count = /^inf/i.test(m[1] ?? "") ? Infinity : Number(m[1]);
  return count * (UNITS[m[2] ?? ""] ?? 1);
}

export const sleepMain = tool(
  { name: "sleep", usage: "NUMBER[SUFFIX]...", options: "" },
  function* (cmd: Cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    let seconds = 0;
    let ok = true;
    for (const word of cmd.operands) {
      const part = parseDuration(word);
      if (part === null) {
        if (cmd.busybox) return yield* cmd.die(1, `invalid number '${word}'`);
        yield* cmd.warn(`invalid time interval ${quote(word)}`);
        ok = false;
      } else seconds += part;
    }
    if (!ok) return yield* cmd.tryHelp();
    const ns = Math.round(seconds * 1e9);
    if (!Number.isFinite(seconds)) for (;;) yield* sys("pause", {});
    const end = ((yield* sys("clock_gettime", {})) as number) + ns;
    for (let left = ns; left > 0; ) {
      if ((yield* sys("nanosleep", { ns: left })) !== EINTR) break;
      left = end - ((yield* sys("clock_gettime", {})) as number);
    }
    return 0;
  },
);
