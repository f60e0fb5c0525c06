import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import { tool } from "../tool.ts";

export const unameMain = tool(
  {
    name: "uname",
    usage: "[OPTION]...",
    options: `
  -a, --all                print all information, except omit -p and -i if unknown
  -s, --kernel-name, --sysname  print the kernel name
  -n, --nodename           print the network node hostname
  -r, --kernel-release, --release  print the kernel release
  -v, --kernel-version     print the kernel version
  -m, --machine            print the machine hardware name
  -p, --processor          print the processor type (non-portable)
  -i, --hardware-platform  print the hardware platform (non-portable)
  -o, --operating-system   print the operating system
`,
  },
  function* (cmd): Run<number> {
    const [extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const u = yield* sys("uname", {});
    const all = cmd.has("all");
    const words = [
      ...(all || cmd.has("kernel-name") || cmd.given.length === 0 ? [u.sysname] : []),
      ...(all || cmd.has("nodename") ? [u.nodename] : []),
      ...(all || cmd.has("kernel-release") ? [u.release] : []),
      ...(all || cmd.has("kernel-version") ? [u.version] : []),
      ...(all || cmd.has("machine") ? [u.machine] : []),
      ...(!all && cmd.has("processor") ? ["unknown"] : []),
      ...(!all && cmd.has("hardware-platform") ? ["unknown"] : []),
      ...(all || cmd.has("operating-system") ? ["GNU/Linux"] : []),
    ];
    yield* cmd.print(`${words.join(" ")}\n`);
    return 0;
  },
);

export const archMain = tool({ name: "arch", usage: "[OPTION]...", options: "" }, function* (cmd): Run<number> {
  const [extra] = cmd.operands;
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
  yield* cmd.print(`${(yield* sys("uname", {})).machine}\n`);
  return 0;
});
