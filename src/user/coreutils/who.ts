// who(1), users(1): nobody has logged in through login(1), so /run/utmp is not there and both have nothing to say.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";

export const whoMain = tool(
  {
    name: "who",
    usage: "[OPTION]... [ FILE | ARG1 ARG2 ]",
    options: `
  -a, --all                same as -b -d --login -p -r -t -T -u
  -b, --boot               time of last system boot
  -d, --dead               print dead processes
  -H, --heading            print line of column headings
  -l, --login              print system login processes
  --lookup                 attempt to canonicalize hostnames via DNS
  -m                       only hostname and user associated with stdin
  -p, --process            print active processes spawned by init
  -q, --count              all login names and number of users logged on
  -r, --runlevel           print current runlevel
  -s, --short              print only name, line, and time (default)
  -t, --time               print last system clock change
  -T, -w, --mesg, --message, --writable  add user's message status as +, - or ?
  -u, --users              list users logged in
`,
  },
  function* (cmd): Run<number> {
    const [, , third] = cmd.operands;
    if (third !== undefined) return yield* cmd.misuse(`extra operand ${quote(third)}`);
    yield* noRecords(cmd, cmd.operands.length === 1 ? (cmd.operands[0] ?? "") : "/var/run/utmp");
    if (cmd.has("heading")) yield* cmd.print("NAME     LINE         TIME             COMMENT\n");
    if (cmd.has("count")) yield* cmd.print("\n# users=0\n");
    return 0;
  },
);

export const usersMain = tool(
  { name: "users", usage: "[OPTION]... [FILE]", options: "" },
  function* (cmd): Run<number> {
    const [file, extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    yield* noRecords(cmd, file ?? "/var/run/utmp");
    return 0;
  },
);

function* noRecords(cmd: Cmd, path: string): Run<void> {
  const text = yield* readFile(path);
  if (!failed(text) && text.length >= 384) {
    yield* cmd.die(NOT_MODELLED, `${quotef(path)}: records of utmp(5) are not modelled in Cutaway`);
  }
}
