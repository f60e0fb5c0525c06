// id(1), whoami(1), groups(1), logname(1): who a process is.

import { readGroups, readUsers, type User } from "../accounts.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";

interface Ids {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  readonly groups: readonly number[];
}

function* ownIds(busybox: boolean): Run<Ids> {
  const egid = yield* sys("getegid", {});
  const groups = (yield* sys("getgroups", {})) as readonly number[];
  return {
    uid: yield* sys("getuid", {}),
    euid: yield* sys("geteuid", {}),
    gid: yield* sys("getgid", {}),
    egid,
    // GNU's adds the effective group, as POSIX wants; busybox lists what getgroups(2) says.
    groups: busybox ? groups : [egid, ...groups.filter((g) => g !== egid)],
  };
}

/** What /etc/passwd and /etc/group say about a user, as initgroups(3) would set it. */
function* idsOf(user: User): Run<Ids> {
  const { uid, gid } = user;
  const groups = (yield* readGroups()).filter((g) => g.members.includes(user.name) && g.gid !== gid).map((g) => g.gid);
  return { uid, euid: uid, gid, egid: gid, groups: [gid, ...groups] };
}

function* findUser(name: string): Run<User | undefined> {
  const users = yield* readUsers();
  return users.find((u) => u.name === name) ?? users.find((u) => /^\+?\d+$/.test(name) && u.uid === Number(name));
}

export const idMain = tool(
  {
    name: "id",
    usage: "[OPTION]... [USER]...",
    options: `
  -a                       ignore, for compatibility with other versions
  ! -Z, --context          print only the security context of the process
  -g, --group              print only the effective group ID
  -G, --groups             print all group IDs
  -n, --name               print a name instead of a number, for -ugG
  -r, --real               print the real ID instead of the effective ID, with -ugG
  -u, --user               print only the effective user ID
  -z, --zero               delimit entries with NUL characters, not whitespace
`,
  },
  function* (cmd): Run<number> {
    const only = ["user", "group", "groups"].filter((o) => cmd.has(o));
    if (only.length > 1) return yield* cmd.die(1, 'cannot print "only" of more than one choice');
    if (only.length === 0 && cmd.has("name", "real")) {
      return yield* cmd.die(1, "printing only names or real IDs requires -u, -g, or -G");
    }
    if (only.length === 0 && cmd.has("zero")) return yield* cmd.die(1, "option --zero not permitted in default format");
    const end = cmd.has("zero") ? "\0" : "\n";
    if (cmd.operands.length === 0) {
      const shown = yield* show(cmd, yield* ownIds(cmd.busybox), only[0], true);
      yield* cmd.print(shown.text + end);
      return shown.status;
    }
    let status = 0;
    for (const name of cmd.operands) {
      const user = yield* findUser(name);
      if (!user) {
        yield* cmd.warn(cmd.busybox ? `unknown user ${name}` : `${quote(name)}: no such user`);
        status = 1;
        continue;
      }
      const shown = yield* show(cmd, yield* idsOf(user), only[0], false);
      if (shown.status !== 0) status = shown.status;
      yield* cmd.print(
        shown.text + end + (cmd.has("zero") && only[0] === "groups" && cmd.operands.length > 1 ? "\0" : ""),
      );
    }
    return status;
  },
);

function* show(cmd: Cmd, ids: Ids, only: string | undefined, self: boolean): Run<{ text: string; status: number }> {
  const users = yield* readUsers();
  const groups = yield* readGroups();
  const user = (n: number) => users.find((u) => u.uid === n)?.name;
  const group = (n: number) => groups.find((g) => g.gid === n)?.name;
  let status = 0;
  if (only !== undefined) {
    const wanted =
      only === "groups"
        ? [...new Set([ids.gid, ids.egid, ...ids.groups])]
        : only === "user"
          ? [cmd.has("real") ? ids.uid : ids.euid]
          : [cmd.has("real") ? ids.gid : ids.egid];
    const words: string[] = [];
    for (const n of wanted) {
      const name = cmd.has("name") ? (only === "user" ? user(n) : group(n)) : String(n);
      if (name === undefined) {
        yield* cmd.warn(`cannot find name for ${only === "user" ? "user" : "group"} ID ${n}`);
        status = 1;
      }
      words.push(name ?? String(n));
    }
    return { text: words.join(cmd.has("zero") ? "\0" : " "), status };
  }
  const named = (n: number, name: string | undefined) => (name === undefined ? String(n) : `${n}(${name})`);
  const parts = [`uid=${named(ids.uid, user(ids.uid))}`, `gid=${named(ids.gid, group(ids.gid))}`];
  if (self && ids.euid !== ids.uid) parts.push(`euid=${named(ids.euid, user(ids.euid))}`);
  if (self && ids.egid !== ids.gid) parts.push(`egid=${named(ids.egid, group(ids.egid))}`);
  if (ids.groups.length > 0) parts.push(`groups=${ids.groups.map((g) => named(g, group(g))).join(",")}`);
  return { text: parts.join(" "), status };
}

export const whoamiMain = tool({ name: "whoami", usage: "[OPTION]...", options: "" }, function* (cmd): Run<number> {
  const [extra] = cmd.operands;
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
  const uid = yield* sys("geteuid", {});
  const user = (yield* readUsers()).find((u) => u.uid === uid);
  if (!user) return yield* cmd.die(1, cmd.busybox ? `unknown uid ${uid}` : `cannot find name for user ID ${uid}`);
  yield* cmd.print(`${user.name}\n`);
  return 0;
});

export const groupsMain = tool(
  { name: "groups", usage: "[OPTION]... [USERNAME]...", options: "" },
  function* (cmd): Run<number> {
    const groups = yield* readGroups();
    let status = 0;
    const line = function* (ids: Ids): Run<string> {
      const words: string[] = [];
      for (const n of [...new Set([ids.gid, ids.egid, ...ids.groups])]) {
        const name = groups.find((g) => g.gid === n)?.name;
        if (name === undefined) {
          yield* cmd.warn(`cannot find name for group ID ${n}`);
          status = 1;
        }
        words.push(name ?? String(n));
      }
      return words.join(" ");
    };
    if (cmd.operands.length === 0) {
      yield* cmd.print(`${yield* line(yield* ownIds(cmd.busybox))}\n`);
      return status;
    }
    for (const name of cmd.operands) {
      const user = yield* findUser(name);
      if (!user) {
        yield* cmd.warn(`${quote(name)}: no such user`);
        status = 1;
      } else yield* cmd.print(`${name} : ${yield* line(yield* idsOf(user))}\n`);
    }
    return status;
  },
);

// Nobody logs in through a login program here: there is no audit login uid and no utmp entry to read.
export const lognameMain = tool({ name: "logname", usage: "[OPTION]", options: "" }, function* (cmd): Run<number> {
  const [extra] = cmd.operands;
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quoteaf(extra)}`);
  return yield* cmd.die(1, "no login name");
});
