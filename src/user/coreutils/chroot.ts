// chroot(8): changes the root directory, goes there, becomes who it is told to, and runs a command.

import { failed } from "../../kernel/abi/errno.ts";
import { names, parseGroup, parseOwner, readGroups, readUsers } from "../accounts.ts";
import { execStatus, execvp } from "../exec.ts";
import { getenv } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { canonicalize } from "./paths.ts";

export const chrootMain = tool(
  {
    name: "chroot",
    usage: ["[OPTION]... NEWROOT [COMMAND [ARG]...]"],
    failure: 125,
    stop: true,
    options: `
  --groups=G_LIST          specify supplementary groups as g1,g2,..,gN
  --userspec=USER:GROUP    specify user and group (ID or name) to use
  --skip-chdir             do not change working directory to '/'
`,
  },
  function* (cmd): Run<number> {
    const [root, ...command] = cmd.operands;
    if (root === undefined) return yield* cmd.misuse("missing operand");
    const samePlace = (yield* canonicalize(root, "none")) === "/";
    if (cmd.has("skip-chdir") && !samePlace) {
      yield* cmd.warn("option --skip-chdir only permitted if NEWROOT is old '/'");
      return yield* cmd.tryHelp();
    }
    const e = yield* sys("chroot", { path: root });
    if (failed(e)) {
      if (cmd.busybox) return yield* cmd.die(1, `can't change root directory to '${root}'`, e);
      return yield* cmd.die(125, `cannot change root directory to ${quoteaf(root)}`, e);
    }
    if (!cmd.has("skip-chdir")) {
      const c = yield* sys("chdir", { path: "/" });
      if (failed(c)) return yield* cmd.die(125, "cannot chdir to root directory", c);
    }
    yield* become(cmd);
    const shell = getenv(cmd.self, "SHELL") ?? "/bin/sh";
    const argv = command.length > 0 ? command : [shell, "-i"];
    // "If no command is given, run '"$SHELL" -i' (default: '/bin/sh -i')" - chroot(1)
    const r = yield* execvp(argv, cmd.self.env);
    yield* cmd.warn(cmd.busybox ? `can't execute '${argv[0]}'` : `failed to run command ${quote(argv[0] ?? "")}`, r);
    return execStatus(r);
  },
);

/** --userspec and --groups: the names are looked up inside the new root. */
function* become(cmd: Cmd): Run<void> {
  const spec = cmd.last("userspec");
  const list = cmd.last("groups");
  let uid = -1;
  let gid = -1;
  if (spec !== undefined) {
    const owner = yield* parseOwner(spec);
    if (typeof owner === "string") yield* cmd.die(125, owner);
    else ({ uid, gid } = owner);
    if (uid >= 0 && gid < 0) {
      const user = (yield* readUsers()).find((u) => u.uid === uid);
      if (user) gid = user.gid;
      else yield* cmd.die(125, `no group specified for unknown uid: ${uid}`);
    }
  }
  if (list !== undefined) yield* setGroups(cmd, yield* groupList(cmd, list));
  else if (uid >= 0) {
    const name = yield* names().user(uid);
    const more = (yield* readGroups()).filter((g) => name !== undefined && g.members.includes(name)).map((g) => g.gid);
    yield* setGroups(cmd, [...new Set([gid, ...more])]);
  }
  if (gid >= 0) {
    const e = yield* sys("setgid", { gid });
    if (failed(e)) yield* cmd.die(125, "failed to set group-ID", e);
  }
  if (uid >= 0) {
    const e = yield* sys("setuid", { uid });
    if (failed(e)) yield* cmd.die(125, "failed to set user-ID", e);
  }
}

function* setGroups(cmd: Cmd, groups: readonly number[]): Run<void> {
  const e = yield* sys("setgroups", { groups });
  if (failed(e)) yield* cmd.die(125, "failed to set supplemental groups", e);
}

function* groupList(cmd: Cmd, list: string): Run<number[]> {
  const groups: number[] = [];
  let ok = true;
  for (const name of list.split(",").filter((n) => n !== "")) {
    const gid = yield* parseGroup(name);
    if (gid === null) {
      yield* cmd.warn(`invalid group ${quote(name)}`);
      ok = false;
    } else groups.push(gid);
  }
  if (!ok) yield* cmd.die(125, `invalid group list ${quote(list)}`);
  return groups;
}
