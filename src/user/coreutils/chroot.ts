// chroot(8): changes the root directory, goes there, becomes who it is told to, and runs a command.

import { failed } from "../../kernel/abi/errno.ts";
import { parseGroup, parseOwner, readGroups, readUsers } from "../accounts.ts";
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
    const r = yield* execvp(argv, cmd.self.env, cmd.self);
    yield* cmd.warn(cmd.busybox ? `can't execute '${argv[0]}'` : `failed to run command ${quote(argv[0] ?? "")}`, r);
    return execStatus(r);
  },
);

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** --userspec and --groups: the names are looked up inside the new root; a number needs no entry there. */
function* become(cmd: Cmd): Run<void> {
  const { uid, gid, groups } = yield* identity(cmd);
  if (uid >= 0 || cmd.has("groups")) {
    const e = yield* sys("setgroups", { groups });
    if (failed(e)) yield* cmd.die(125, "failed to set supplemental groups", e);
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

function* identity(cmd: Cmd): Run<Identity> {
  const spec = cmd.last("userspec");
  const owner = spec === undefined ? { uid: -1, gid: -1 } : yield* parseOwner(spec);
  if (typeof owner === "string") return yield* cmd.die(125, owner);
  const user = owner.uid < 0 ? undefined : (yield* readUsers()).find((u) => u.uid === owner.uid);
  if (owner.uid >= 0 && owner.gid < 0 && !user) {
    return yield* cmd.die(125, `no group specified for unknown uid: ${owner.uid}`);
  }
  const uid = owner.uid;
  const gid = owner.gid < 0 && user ? user.gid : owner.gid;
  const list = cmd.last("groups");
  if (list !== undefined) return { uid, gid, groups: yield* groupList(cmd, list) };
  // "supplementary groups are set to those of the specified user": of a number without a name there are none.
  if (!user) return { uid, gid, groups: [] };
  const more = (yield* readGroups()).filter((g) => g.members.includes(user.name)).map((g) => g.gid);
  return { uid, gid, groups: [...new Set([gid, ...more])] };
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
