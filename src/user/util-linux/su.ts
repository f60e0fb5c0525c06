// su(1) and runuser(1): a shell or a command as another user. Only root is let through: passwords are not modelled.

import { failed } from "../../kernel/abi/errno.ts";
import { readGroups, readUsers, type User } from "../accounts.ts";
import { exitCode, waitFor } from "../exec.ts";
import { getenv } from "../libc.ts";
import { clone, type Run, sys } from "../program.ts";
import { type Cmd, NOT_MODELLED } from "../tool.ts";
import { execCommand, orDie, ulTool } from "./frame.ts";

const SHARED = `
  -m, -p, --preserve-environment  do not reset environment variables
! -w, --whitelist-environment <list>  don't reset specified variables
  -g, --group <group>       specify the primary group
  -G, --supp-group <group>  specify a supplemental group
  -l, --login               make the shell a login shell
  -c, --command <command>   pass a single command to the shell with -c
  --session-command <command>  pass a single command to the shell with -c and do not create a new session
  -f, --fast                pass -f to the shell (for csh or tcsh)
  -s, --shell <shell>       run <shell> if /etc/shells allows it
! -P, --pty                 create a new pseudo-terminal
  -T, --no-pty              do not create a new pseudo-terminal (bad security!)
`;
// /etc/login.defs: ENV_SUPATH and ENV_PATH
const ROOT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const USER_PATH = "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

export const suMain = ulTool(
  {
    name: "su",
    usage: ["[options] [-] [<user> [<argument>...]]"],
    does: "Change the effective user ID and group ID to that of <user>.\nA mere - implies -l.  If <user> is not given, root is assumed.",
    options: SHARED,
    man: "su(1)",
  },
  (cmd) => asUser(cmd, null),
);

export const runuserMain = ulTool(
  {
    name: "runuser",
    usage: ["[options] -u <user> [[--] <command>]", "[options] [-] [<user> [<argument>...]]"],
    does: "Run <command> with the effective user ID and group ID of <user>.",
    options: `  -u, --user <user>         username${SHARED}`,
    man: "runuser(1)",
    stop: true,
  },
  function* (cmd) {
    if ((yield* sys("geteuid", {})) !== 0) yield* cmd.die(1, "may not be used by non-root users");
    return yield* asUser(cmd, cmd.last("user") ?? null);
  },
);

/** `direct`: runuser -u, a command instead of a shell. */
function* asUser(cmd: Cmd, direct: string | null): Run<number> {
  const words = [...cmd.operands];
  if (direct !== null && words.length === 0) yield* cmd.die(1, "no command was specified");
  const dash = direct === null && words[0] === "-";
  if (dash) words.shift();
  const name = direct ?? words.shift() ?? "root";
  const user = (yield* readUsers()).find((u) => u.name === name);
  if (!user) {
    const text = `user ${name} does not exist or the user entry does not contain all the required fields`;
    return yield* cmd.die(1, text);
  }
  if ((yield* sys("getuid", {})) !== 0) {
    yield* cmd.die(NOT_MODELLED, "authentication by password is not modelled in Cutaway");
  }
  const login = dash || cmd.has("login");
  const env = cmd.has("preserve-environment") ? [...cmd.self.env] : environment(cmd, user, login);
  const shell = cmd.last("shell") ?? (user.shell || "/bin/sh");
  const command = cmd.last("command") ?? cmd.last("session-command");
  const args = [...(cmd.has("fast") ? ["-f"] : []), ...(command === undefined ? [] : ["-c", command]), ...words];
  // The parent stays for the end of the PAM session.
  const child = yield* clone(0, function* () {
    yield* become(cmd, user);
    if (login && failed(yield* sys("chdir", { path: user.home }))) {
      yield* cmd.warn(`warning: cannot change directory to ${user.home}: No such file or directory`);
    }
    if (direct !== null) return yield* execCommand(cmd, words, env);
    const base = shell.slice(shell.lastIndexOf("/") + 1);
    const e = yield* sys("execve", { path: shell, argv: [login ? `-${base}` : base, ...args], env });
    return failed(e) ? yield* cmd.die(126, `failed to execute ${shell}`, e) : 0;
  });
  if (failed(child)) return yield* cmd.die(1, "cannot create child process", child);
  return exitCode(yield* orDie(cmd, yield* waitFor(child), "cannot wait"));
}

function* become(cmd: Cmd, user: User): Run<void> {
  const groups = yield* readGroups();
  const number = function* (name: string): Run<number> {
    const known = groups.find((g) => g.name === name);
    return known ? known.gid : yield* cmd.die(1, `group ${name} does not exist`);
  };
  const primary = cmd.last("group");
  const gid = primary === undefined ? user.gid : yield* number(primary);
  const more: number[] = [];
  for (const name of cmd.all("supp-group")) more.push(yield* number(name));
  const member = groups.filter((g) => g.members.includes(user.name)).map((g) => g.gid);
  const all = more.length > 0 ? more : [...new Set([gid, ...member])];
  yield* orDie(cmd, yield* sys("setgroups", { groups: all }), "cannot set groups");
  yield* orDie(cmd, yield* sys("setgid", { gid }), "cannot set group id");
  yield* orDie(cmd, yield* sys("setuid", { uid: user.uid }), "cannot set user id");
}

function environment(cmd: Cmd, user: User, login: boolean): string[] {
  const shell = user.shell || "/bin/sh";
  const own = [`HOME=${user.home}`, `SHELL=${shell}`];
  const names = [`USER=${user.name}`, `LOGNAME=${user.name}`];
  if (login) {
    const term = getenv(cmd.self, "TERM");
    const kept = term === undefined ? [] : [`TERM=${term}`];
    return [...kept, ...own, ...names, user.uid === 0 ? ROOT_PATH : USER_PATH];
  }
  const set = user.uid === 0 ? own : [...own, ...names];
  const keys = set.map((v) => `${v.split("=")[0]}=`);
  return [...cmd.self.env.filter((v) => !keys.some((k) => v.startsWith(k))), ...set];
}
