import { failed } from "../../kernel/abi/errno.ts";
import { getenv } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { idOf } from "./copy.ts";

export const pwdMain = tool(
  {
    name: "pwd",
    usage: "[OPTION]...",
    options: `
  -L, --logical            use PWD from environment, even if it contains symlinks
  -P, --physical           resolve all symlinks (default)
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length > 0 && !cmd.busybox) yield* cmd.warn("ignoring non-option arguments");
    const last = cmd.given.findLast((g) => g.name === "logical" || g.name === "physical")?.name;
    const logical =
      last === "logical" || (last === undefined && (cmd.busybox || getenv(cmd.self, "POSIXLY_CORRECT") !== undefined));
    const pwd = logical ? yield* fromEnvironment(cmd) : null;
    if (pwd !== null) {
      yield* cmd.print(`${pwd}\n`);
      return 0;
    }
    const cwd = yield* sys("getcwd", {});
    if (failed(cwd)) return yield* cmd.die(1, cmd.busybox ? "getcwd" : "cannot get current directory", cwd);
    // getcwd(2) gives "(unreachable)/…" for a directory outside the root; glibc takes that for ENOENT and walks up.
    if (!cwd.startsWith("/")) return yield* cmd.die(1, "couldn't find directory entry in '..' with matching i-node");
    yield* cmd.print(`${cwd}\n`);
    return 0;
  },
);

/** $PWD, where it is absolute, without dots, and the current directory indeed. */
function* fromEnvironment(cmd: Cmd): Run<string | null> {
  const pwd = getenv(cmd.self, "PWD");
  if (!pwd?.startsWith("/") || /\/\.\.?(\/|$)/.test(pwd)) return null;
  const [a, b] = [yield* sys("stat", { path: pwd }), yield* sys("stat", { path: "." })];
  return !failed(a) && !failed(b) && idOf(a) === idOf(b) ? pwd : null;
}
