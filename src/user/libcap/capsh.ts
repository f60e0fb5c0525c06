// capsh(1): shows and changes the capabilities of a process that then becomes a shell. Its arguments are carried
// out one after the other.

import { CAPABILITIES, type Capability, type CapSet } from "../../kernel/abi/capability.ts";
import { failed, strerror } from "../../kernel/abi/errno.ts";
import {
  PR_CAP_AMBIENT,
  PR_CAP_AMBIENT_CLEAR_ALL,
  PR_CAP_AMBIENT_LOWER,
  PR_CAP_AMBIENT_RAISE,
  PR_CAPBSET_DROP,
  PR_GET_SECUREBITS,
  PR_SET_KEEPCAPS,
  PR_SET_NO_NEW_PRIVS,
} from "../../kernel/sys/task.ts";
import { names, readGroups, readUsers } from "../accounts.ts";
import { err, out, readFile } from "../libc.ts";
import { parseStatus } from "../procps/proc.ts";
import { Exit, type Main, type Run, type Self, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { parseCaps } from "./cap-parse.ts";
import { capList, capsOf, capText, iabText, lower } from "./cap-text.ts";

const SHELL = "/bin/bash";
const UNMODELLED =
  /^--(cap-uid|explain|forkfor|has-ambient|iab|inmode|killit|license|mode|modes|noenv|secbits|strict|suggest)(=|$)|^(==|=\+|-\+)$/;

function* fail(text: string, status = 1): Run<never> {
  yield* err(`${text}\n`);
  throw new Exit(status);
}

export const capshMain: Main = function* (self) {
  let shell = SHELL;
  for (let i = 1; i < self.argv.length; i++) {
    const word = self.argv[i] ?? "";
    if (word === "--") return yield* become(self, shell, self.argv.slice(i + 1));
    const [name = "", value = ""] = word.split(/=(.*)/s);
    if (name === "--shell") shell = value;
    else yield* carryOut(word, name, value);
  }
  return 0;
};

function* become(self: Self, shell: string, args: readonly string[]): Run<number> {
  const r = yield* sys("execve", { path: shell, argv: [shell, ...args], env: self.env });
  return yield* fail(`execve '${shell}' failed!: ${failed(r) ? strerror(r) : ""}`);
}

function* carryOut(word: string, name: string, value: string): Run<void> {
  switch (name) {
    case "--print":
      return yield* print();
    case "--current":
      return yield* current();
    case "--decode":
      return yield* decode(value);
    case "--drop":
      return yield* drop(value);
    case "--caps":
      return yield* setCaps(value);
    case "--inh":
      return yield* inherit(value);
    case "--addamb":
    case "--delamb":
      return yield* ambient(name === "--addamb" ? PR_CAP_AMBIENT_RAISE : PR_CAP_AMBIENT_LOWER, value);
    case "--noamb":
      yield* sys("prctl", { option: PR_CAP_AMBIENT, arg: PR_CAP_AMBIENT_CLEAR_ALL });
      return;
    case "--keep":
      yield* sys("prctl", { option: PR_SET_KEEPCAPS, arg: Number(value) });
      return;
    case "--no-new-privs":
      yield* sys("prctl", { option: PR_SET_NO_NEW_PRIVS, arg: 1 });
      return;
    case "--uid":
      return yield* mustWork(yield* sys("setuid", { uid: Number(value) }), `Failed to set uid=${value}`);
    case "--gid":
      return yield* mustWork(yield* sys("setgid", { gid: Number(value) }), `Failed to set gid=${value}`);
    case "--groups":
      return yield* setGroups(value);
    case "--user":
      return yield* becomeUser(value);
    case "--chroot":
      return yield* mustWork(yield* sys("chroot", { path: value }), `Unable to chroot/chdir to [${value}]`);
    case "--is-uid":
      if ((yield* sys("getuid", {})) !== Number(value))
        yield* fail(`uid: got=${yield* sys("getuid", {})}, want=${value}`);
      return;
    case "--is-gid":
      if ((yield* sys("getgid", {})) !== Number(value))
        yield* fail(`gid: got=${yield* sys("getgid", {})}, want=${value}`);
      return;
    case "--has-p":
    case "--has-i":
    case "--has-a":
    case "--has-b":
      return yield* test(name, value);
    case "--has-no-new-privs":
      if ((yield* status()).get("NoNewPrivs") !== "1") yield* fail("no-new-privs not set");
      return;
    case "--supports":
      yield* capability(value);
      return;
    case "--quiet":
      return;
  }
  if (UNMODELLED.test(word)) yield* fail(`capsh: option '${word}' is not modelled in Cutaway`, NOT_MODELLED);
  yield* out(USAGE);
  throw new Exit(name === "--help" || name === "-h" ? 0 : 1);
}

const USAGE = `usage: capsh [args ...]
  --addamb=xxx   add xxx,... capabilities to ambient set
  --chroot=path  chroot(2) to this path
  --current      show current caps and IAB vectors
  --decode=xxx   decode a hex string to a list of caps
  --delamb=xxx   remove xxx,... capabilities from ambient
  --drop=xxx     drop xxx,... caps from bounding set
  --gid=<n>      set gid to <n> (hint: id <username>)
  --groups=g,... set the supplemental groups
  --has-a=xxx    exit 1 if capability xxx not ambient
  --has-b=xxx    exit 1 if capability xxx not dropped
  --has-i=xxx    exit 1 if capability xxx not inheritable
  --has-p=xxx    exit 1 if capability xxx not permitted
  --has-no-new-privs  exit 1 if privs not limited
  --inh=xxx      set xxx,.. inheritable set
  --is-uid=<n>   exit 1 if uid != <n>
  --is-gid=<n>   exit 1 if gid != <n>
  --keep=<n>     set keep-capability bit to <n>
  --no-new-privs set sticky process privilege limiter
  --noamb        reset (drop) all ambient capabilities
  --print        display capability relevant state
  --shell=/xx/yy use /xx/yy instead of /bin/bash for --
  --supports=xxx exit 1 if capability xxx unsupported
  --uid=<n>      set uid to <n> (hint: id <username>)
  --user=<name>  set uid,gid and groups to that of user
  --             remaining arguments are for /bin/bash
                 (without -- [capsh] will simply exit(0))
`;

function* mustWork(r: number, message: string): Run<void> {
  if (failed(r)) yield* fail(`${message}: ${strerror(r)}`);
}

function* status(): Run<ReadonlyMap<string, string>> {
  const text = yield* readFile("/proc/self/status");
  return failed(text) ? new Map() : parseStatus(text).status;
}

function* bounding(): Run<CapSet> {
  return capsOf((yield* status()).get("CapBnd") ?? "0");
}

/** The capability of that name, or the end. */
function* capability(name: string): Run<Capability> {
  const cap = CAPABILITIES.find((c) => lower(c) === name.toLowerCase());
  return cap ?? (yield* fail(`cap[${name}] not recognized by library`));
}

function* capabilities(list: string): Run<CapSet> {
  if (list === "all") return CAPABILITIES;
  const caps: Capability[] = [];
  for (const name of list.split(",").filter((n) => n !== "")) {
    const cap = CAPABILITIES.find((c) => lower(c) === name.toLowerCase());
    caps.push(cap ?? (yield* fail(`capability [${name}] is unknown to libcap`)));
  }
  return caps;
}

function* current(): Run<void> {
  const caps = yield* sys("capget", {});
  yield* out(`Current: ${capText(caps)}\n`);
  yield* out(`Current IAB: ${iabText(yield* bounding(), caps.ambient, caps.inheritable)}\n`);
}

function* print(): Run<void> {
  const caps = yield* sys("capget", {});
  const bound = yield* bounding();
  const name = names();
  const user = function* (id: number) {
    return `${id}(${(yield* name.user(id)) ?? "???"})`;
  };
  const group = function* (id: number) {
    return `${id}(${(yield* name.group(id)) ?? "???"})`;
  };
  const groups: string[] = [];
  for (const id of yield* sys("getgroups", {})) groups.push(yield* group(id));
  const uid = yield* sys("getuid", {});
  const lines = [
    `Current: ${capText(caps)}`,
    `Bounding set =${capList(bound)}`,
    `Ambient set =${capList(caps.ambient)}`,
    `Current IAB: ${iabText(bound, caps.ambient, caps.inheritable)}`,
    ...securebitLines(Number(yield* sys("prctl", { option: PR_GET_SECUREBITS, arg: 0 })), yield* status()),
    `uid=${yield* user(uid)} euid=${yield* user(yield* sys("geteuid", {}))}`,
    `gid=${yield* group(yield* sys("getgid", {}))}`,
    `groups=${groups.join(",")}`,
    `Guessed mode: ${caps.inheritable.length === 0 && caps.ambient.length === 0 ? "HYBRID (4)" : "UNCERTAIN (0)"}`,
  ];
  yield* out(`${lines.join("\n")}\n`);
}

const NAMES = ["noroot", "no-suid-fixup", "keep-caps", "no-ambient-raise"];

/** The bits in octal, hexadecimal and binary, then each with its lock. */
function securebitLines(bits: number, status: ReadonlyMap<string, string>): string[] {
  const width = bits === 0 ? "1'b0" : `${bits.toString(2).length}'b${bits.toString(2)}`;
  const word = (i: number): string => ((bits >> (i * 2)) & 1 ? "yes" : "no");
  const lock = (i: number): string => ((bits >> (i * 2 + 1)) & 1 ? "locked" : "unlocked");
  return [
    `Securebits: 0${bits.toString(8)}/0x${bits.toString(16)}/${width} (no-new-privs=${status.get("NoNewPrivs") ?? 0})`,
    ...NAMES.map((name, i) => ` secure-${name}: ${word(i)} (${lock(i)})`),
  ];
}

function* setCaps(text: string): Run<void> {
  const sets = parseCaps(text);
  if (!sets) return yield* fail(`unable to interpret [${text}]`);
  yield* mustWork(yield* sys("capset", sets), `Unable to set capabilities [${text}]`);
}

function* decode(hex: string): Run<void> {
  const mask = /^[0-9a-f]+/i.exec(hex.replace(/^0x/, ""))?.[0] ?? "0";
  yield* out(`0x${mask.padStart(16, "0")}=${capList(capsOf(mask))}\n`);
}

// capsh drops from the inheritable set too, as cap_drop_bound(3) alone would leave it there.
function* drop(list: string): Run<void> {
  for (const cap of yield* capabilities(list)) {
    const r = yield* sys("prctl", { option: PR_CAPBSET_DROP, arg: CAPABILITIES.indexOf(cap) });
    if (failed(r)) yield* fail(`Unable to drop bounding capability [${lower(cap)}]: ${strerror(r)}`);
  }
}

function* inherit(list: string): Run<void> {
  const { effective, permitted } = yield* sys("capget", {});
  const inheritable = yield* capabilities(list);
  yield* mustWork(
    yield* sys("capset", { effective, permitted, inheritable }),
    "Unable to set inheritable capabilities",
  );
}

function* ambient(how: number, list: string): Run<void> {
  for (const cap of yield* capabilities(list)) {
    const r = yield* sys("prctl", { option: PR_CAP_AMBIENT, arg: how, arg3: CAPABILITIES.indexOf(cap) });
    const verb = how === PR_CAP_AMBIENT_RAISE ? "raise" : "lower";
    if (failed(r)) yield* fail(`failed to ${verb} ambient cap [${lower(cap)}]: ${strerror(r)}`);
  }
}

function* setGroups(list: string): Run<void> {
  const all = yield* readGroups();
  const groups = list
    .split(",")
    .filter((g) => g !== "")
    .map((g) => all.find((known) => known.name === g)?.gid ?? Number(g));
  yield* mustWork(yield* sys("setgroups", { groups }), "Failed to setgroups");
}

function* becomeUser(name: string): Run<void> {
  const user = (yield* readUsers()).find((u) => u.name === name);
  if (!user) return yield* fail(`User [${name}] not known`);
  const member = (yield* readGroups()).filter((g) => g.members.includes(name)).map((g) => g.gid);
  const groups = [...new Set([user.gid, ...member])];
  yield* mustWork(yield* sys("setgroups", { groups }), "Unable to set group list for user");
  yield* mustWork(yield* sys("setgid", { gid: user.gid }), `Unable to set gid=${user.gid} for user ${name}`);
  yield* mustWork(yield* sys("setuid", { uid: user.uid }), `Failed to set uid=${user.uid}(user=${name})`);
}

function* test(name: string, value: string): Run<void> {
  const cap = yield* capability(value);
  const caps = yield* sys("capget", {});
  const sets: Readonly<Record<string, CapSet>> = {
    "--has-p": caps.permitted,
    "--has-i": caps.inheritable,
    "--has-a": caps.ambient,
    "--has-b": yield* bounding(),
  };
  const what: Readonly<Record<string, string>> = {
    "--has-p": "permitted",
    "--has-i": "inheritable",
    "--has-a": "ambient",
    "--has-b": "in bounding set",
  };
  if (!sets[name]?.includes(cap)) yield* fail(`cap[${value}] not ${what[name]}`);
}
