// chown(1) and chgrp(1): the same program with another first operand.

import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { type Names, names, type Owner, parseGroup, parseOwner } from "../accounts.ts";
import { type Main, type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { isLink } from "./mode.ts";
import { walk } from "./walk.ts";

const OPTIONS = `
  -c, --changes            like verbose but report only when a change is made
  -f, --silent, --quiet    suppress most error messages
  -v, --verbose            output a diagnostic for every file processed
  --dereference            affect the referent of each symbolic link (default)
  -h, --no-dereference     affect symbolic links instead of any referenced file
  --from=CURRENT_OWNER:CURRENT_GROUP  change only what has this owner or group now
  --no-preserve-root       do not treat '/' specially (the default)
  --preserve-root          fail to operate recursively on '/'
  --reference=RFILE        use RFILE's owner and group rather than specifying values
  -R, --recursive          operate on files and directories recursively
  ! -H                     if a command line argument is a symbolic link to a directory, traverse it
  ! -L                     traverse every symbolic link to a directory encountered
  -P                       do not traverse any symbolic links (default)
`;

export const chownMain = ownership("chown");
export const chgrpMain = ownership("chgrp");

function ownership(name: "chown" | "chgrp"): Main {
  const what = name === "chown" ? "[OWNER][:[GROUP]]" : "GROUP";
  const usage = [`[OPTION]... ${what} FILE...`, "[OPTION]... --reference=RFILE FILE..."];
  return tool({ name, usage, options: OPTIONS }, function* (cmd): Run<number> {
    let files = [...cmd.operands];
    const reference = cmd.last("reference");
    const spec = reference === undefined ? files.shift() : undefined;
    if (reference === undefined && spec === undefined) return yield* cmd.misuse("missing operand");
    if (files.length === 0) {
      return yield* cmd.misuse(spec === undefined ? "missing operand" : `missing operand after ${quote(spec)}`);
    }
    const owner = yield* wanted(cmd, name, spec, reference);
    const from = cmd.has("from") ? yield* readOwner(cmd, cmd.last("from") ?? "") : { uid: -1, gid: -1 };
    const who = names();
    const shown = yield* spelled(name, owner, spec, who);
    const job: Job = { cmd, name, owner, shown, from, who };
    let status = 0;
    files = files.filter((f) => f !== undefined);
    for (const path of files) {
      if (path === "/" && cmd.has("recursive") && cmd.has("preserve-root")) {
        yield* cmd.warn(`it is dangerous to operate recursively on ${quoteaf("/")}`);
        yield* cmd.warn("use --no-preserve-root to override this failsafe");
        status = 1;
        continue;
      }
      const done = cmd.has("recursive")
        ? yield* walk(cmd, path, (each) => change(job, each, each !== path))
        : yield* change(job, path, false);
      if (!done) status = 1;
    }
    return status;
  });
}

/** The new owner as -v names it; undefined for what is not changed. */
interface Shown {
  readonly user: string | undefined;
  readonly group: string | undefined;
}

/** "1" stays "1" where it was typed so: only ids that nobody typed are looked up. */
function* spelled(name: string, { uid, gid }: Owner, spec: string | undefined, who: Names): Run<Shown> {
  const [user, group] = name === "chgrp" ? ["", spec] : (spec ?? "").split(":");
  const typed = (text: string | undefined) => text?.replace(/^\+/, "") || undefined;
  return {
    user: uid < 0 ? undefined : (typed(user) ?? (yield* who.user(uid)) ?? String(uid)),
    group: gid < 0 ? undefined : (typed(group) ?? (yield* who.group(gid)) ?? String(gid)),
  };
}

interface Job {
  readonly cmd: Cmd;
  readonly name: "chown" | "chgrp";
  readonly owner: Owner;
  readonly shown: Shown;
  readonly from: Owner;
  readonly who: Names;
}

function* wanted(cmd: Cmd, name: string, spec: string | undefined, reference: string | undefined): Run<Owner> {
  if (reference !== undefined) {
    const st = yield* sys("stat", { path: reference });
    if (failed(st)) return yield* cmd.die(1, `failed to get attributes of ${quoteaf(reference)}`, st);
    return { uid: name === "chown" ? st.uid : -1, gid: st.gid };
  }
  if (name === "chown") return yield* readOwner(cmd, spec ?? "");
  if (spec === "") return { uid: -1, gid: -1 };
  const gid = yield* parseGroup(spec ?? "");
  if (gid === null) {
    return yield* cmd.die(1, cmd.busybox ? `unknown group ${spec}` : `invalid group: ${quote(spec ?? "")}`);
  }
  return { uid: -1, gid };
}

function* readOwner(cmd: Cmd, spec: string): Run<Owner> {
  const owner = yield* parseOwner(spec);
  if (typeof owner !== "string") return owner;
  if (cmd.busybox) {
    const [user = "", group = ""] = spec.split(":");
    return yield* cmd.die(1, owner === "invalid group" ? `unknown group ${group}` : `unknown user ${user}`);
  }
  return yield* cmd.die(1, `${owner}: ${quote(spec)}`);
}

function* change({ cmd, name, owner, shown, from, who }: Job, path: string, below: boolean): Run<boolean> {
  const quiet = cmd.has("silent");
  const lst = yield* sys("lstat", { path });
  if (failed(lst)) {
    if (!quiet) yield* cmd.warn(cmd.busybox ? path : `cannot access ${quoteaf(path)}`, lst);
    return false;
  }
  // Links met below a directory are changed themselves only with -h, else what they lead to.
  const self = cmd.has("no-dereference") || (below && isLink(lst.mode) && cmd.has("P"));
  const st = self ? lst : yield* sys("stat", { path });
  if (failed(st)) {
    if (!quiet) {
      const what = st === ENOENT && !cmd.busybox ? `cannot dereference ${quoteaf(path)}` : quoteaf(path);
      yield* cmd.warn(cmd.busybox ? path : what, st);
    }
    return false;
  }
  if ((from.uid >= 0 && st.uid !== from.uid) || (from.gid >= 0 && st.gid !== from.gid)) return true;
  const e = yield* sys(self ? "lchown" : "chown", { path, owner: owner.uid, group: owner.gid });
  const kind = name === "chown" ? "ownership" : "group";
  if (failed(e)) {
    if (!quiet) yield* cmd.warn(cmd.busybox ? path : `changing ${kind} of ${quoteaf(path)}`, e);
    return false;
  }
  const changed = (owner.uid >= 0 && owner.uid !== st.uid) || (owner.gid >= 0 && owner.gid !== st.gid);
  if (cmd.has("verbose") || (cmd.has("changes") && changed)) {
    const pair = (user: string | undefined, group: string | undefined) =>
      user === undefined ? (group ?? "") : group === undefined ? user : `${user}:${group}`;
    const user = shown.user === undefined ? undefined : ((yield* who.user(st.uid)) ?? String(st.uid));
    const group = shown.group === undefined ? undefined : ((yield* who.group(st.gid)) ?? String(st.gid));
    const old = pair(user, group);
    const told = shown.user === undefined && shown.group !== undefined ? "group" : "ownership";
    yield* cmd.print(
      changed
        ? `changed ${told} of ${quoteaf(path)} from ${old} to ${pair(shown.user, shown.group)}\n`
        : `${told} of ${quoteaf(path)} retained${old === "" ? "" : ` as ${old}`}\n`,
    );
  }
  return true;
}
