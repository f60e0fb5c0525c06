import { failed } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { lineReader } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";

export const uniqMain = tool(
  {
    name: "uniq",
    usage: "[OPTION]... [INPUT [OUTPUT]]",
    options: `
  -c, --count              prefix lines by the number of occurrences
  -d, --repeated           only print duplicate lines, one for each group
  -D                       print all duplicate lines
  --all-repeated[=METHOD]  like -D, but allow separating groups with an empty line: none, prepend, separate
  -f, --skip-fields=N      avoid comparing the first N fields
  ! --group[=METHOD]       show all items, separating groups with an empty line
  -i, --ignore-case        ignore differences in case when comparing
  -s, --skip-chars=N       avoid comparing the first N characters
  -u, --unique             only print unique lines
  -z, --zero-terminated    line delimiter is NUL, not newline
  -w, --check-chars=N      compare no more than N characters in lines
`,
  },
  function* (cmd): Run<number> {
    const [input = "-", output = "-", extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const fields = yield* number(cmd, "skip-fields", "number of fields to skip", 0);
    const chars = yield* number(cmd, "skip-chars", "number of bytes to skip", 0);
    const most = yield* number(cmd, "check-chars", "number of bytes to compare", Infinity);
    const all = cmd.has("D", "all-repeated");
    if (all && cmd.has("count")) {
      return yield* cmd.misuse("printing all duplicated lines and repeat counts is meaningless");
    }
    const method = cmd.has("all-repeated")
      ? yield* argmatch(cmd, "--all-repeated", cmd.last("all-repeated") ?? "none", [
          ["none"],
          ["prepend"],
          ["separate"],
        ])
      : "none";
    const key = (line: string): string => {
      let at = 0;
      for (let n = 0; n < fields && at < line.length; n++) at += /^[ \t]*[^ \t]*/.exec(line.slice(at))?.[0].length ?? 0;
      const text = line.slice(at + chars, most === Infinity ? undefined : at + chars + most);
      return cmd.has("ignore-case") ? text.toLowerCase() : text;
    };
    const fd = input === "-" ? 0 : yield* sys("openat", { path: input, flags: O_RDONLY });
    if (failed(fd)) return yield* cmd.die(1, quotef(input), fd);
    if (output !== "-") {
      const to = yield* sys("openat", { path: output, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666 });
      if (failed(to)) return yield* cmd.die(1, quotef(output), to);
      yield* sys("dup2", { fd: to, newfd: 1 });
    }
    const end = cmd.has("zero-terminated") ? "\0" : "\n";
    const lines = lineReader(fd, end);
    let group: string[] = [];
    let printed = false;
    const finish = function* (): Run<void> {
      const [first] = group;
      if (first === undefined) return;
      const repeated = group.length > 1;
      if ((cmd.has("repeated") || all) && !repeated) return;
      if (cmd.has("unique") && repeated) return;
      if (all && (method === "prepend" || (method === "separate" && printed))) yield* cmd.print(end);
      printed = true;
      const count = cmd.has("count") ? `${String(group.length).padStart(7)} ` : "";
      for (const line of all ? group : [first]) yield* cmd.print(count + line + end);
    };
    for (;;) {
      const line = yield* lines.next();
      if (failed(line)) return yield* cmd.die(1, `error reading ${quote(input)}`, line);
      if (line === null) break;
      const bare = line.endsWith(end) ? line.slice(0, -1) : line;
      if (group[0] !== undefined && key(group[0]) !== key(bare)) {
        yield* finish();
        group = [];
      }
      group.push(bare);
    }
    yield* finish();
    return 0;
  },
);

function* number(cmd: Cmd, name: string, what: string, otherwise: number): Run<number> {
  const text = cmd.last(name);
  if (text === undefined) return otherwise;
  return /^\d+$/.test(text) ? Number(text) : yield* cmd.die(1, `${text}: invalid ${what}`);
}
