// pidof(8) of sysvinit-utils: process numbers by a program's name, the newest first. Debian's is a link to killall5,
// which under its own name would signal all processes.

import { Exit, type Main, type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { unmodelledMain } from "../unmodelled.ts";
import { type Proc, readProcs } from "./proc.ts";

const pidofMain = tool(
  {
    name: "pidof",
    usage: "[options] program-name [program-name ...]",
    options: `
  -s                 single shot: only one number
  -c                 only processes with the same root directory
  -q                 quiet mode: only the exit status
! -w                 show also processes that do not have visible command line
  -x                 scripts too
  -z                 zombies too
! -n                 avoid stat system function on network shares
  -o OMITPID         omit this process
  -S SEPARATOR       use this between numbers
`,
    shortName: true,
  },
  function* (cmd: Cmd): Run<number> {
    const me = yield* sys("getpid", {});
    const omit = cmd.all("o").flatMap((o) => o.split(/[,;:]/).map(Number));
    const all = (yield* readProcs({ files: [], links: ["exe", "root"] })).reverse();
    const root = all.find((p) => p.pid === me)?.extra.root;
    const found = cmd.operands.flatMap((name) =>
      all.filter(
        (p) =>
          p.pid !== me &&
          !omit.includes(p.pid) &&
          (p.state !== "Z" || cmd.has("z")) &&
          (!cmd.has("c") || p.extra.root === root) &&
          runs(p, name, cmd.has("x")),
      ),
    );
    const pids = (cmd.has("s") ? found.slice(0, 1) : found).map((p) => p.pid);
    if (pids.length === 0) throw new Exit(1);
    if (!cmd.has("q")) yield* cmd.print(`${pids.join(cmd.last("S") ?? " ")}\n`);
    return 0;
  },
);

const base = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The first word of the command line, or with scripts the second, is the program. */
function runs(p: Proc, name: string, scripts: boolean): boolean {
  const first = (p.argv[0] ?? "").replace(/^-/, "");
  if (name.includes("/")) return p.extra.exe === name || first === name;
  if (first !== "" && base(first) === name) return true;
  if (scripts && base(p.argv[1] ?? "") === name && p.comm === name.slice(0, 15)) return true;
  return first === "" && p.comm === name;
}

export const killall5Main: Main = (self) =>
  base(self.argv[0] ?? "") === "pidof" ? pidofMain(self) : unmodelledMain(self);
