// virsh(1): asks libvirtd. Its messages were recorded from virsh 9.0.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { COOKED, POLLIN, RAW, TCSETS } from "../../kernel/abi/flags.ts";
import { AF_UNIX, SOCK_STREAM } from "../../kernel/abi/socket.ts";
import { err, out, readFile, write } from "../libc.ts";
import { Exit, type Main, type Run, sys } from "../program.ts";
import { isatty } from "../stdio.ts";
import { NOT_MODELLED } from "../tool.ts";
import { serialOf } from "./libvirtd.ts";
import { type Answer, ask, type Call, type DomainState, SOCKET } from "./rpc.ts";
import { table } from "./table.ts";

// Commands of the real program that are not modelled: they refuse instead of being unknown.
const REFUSED =
  `attach-device attach-disk attach-interface autostart blkdeviotune blkiotune blockcommit blockcopy blockjob
  blockpull change-media cpu-stats create define detach-device detach-disk detach-interface domblkinfo domblklist
  domblkstat domcontrol domdisplay domfsfreeze domfsthaw domhostname domifaddr domiflist domifstat domjobinfo dommemstat
  domrename domstats domtime domxml-from-native domxml-to-native dump dumpxml edit emulatorpin event inject-nmi
  iothreadinfo managedsave maxvcpus memtune metadata migrate numatune pool-list qemu-monitor-command reboot reset
  restore resume save schedinfo screenshot send-key setmaxmem setmem setvcpus snapshot-create snapshot-list suspend
  undefine update-device vcpucount vcpuinfo vcpupin vncdisplay vol-list net-list nodeinfo nodecpustats nodememstats
  capabilities domcapabilities connect hostname sysinfo`.split(/\s+/);

type Command = (args: Args) => Run<void>;
interface Args {
  readonly options: ReadonlySet<string>;
  readonly operands: readonly string[];
}

const COMMANDS: Readonly<
  Record<string, { readonly options: string; readonly takes: string | null; readonly run: Command }>
> = {
  list: { options: "--all --inactive --name --uuid --state-running --state-shutoff", takes: null, run: list },
  start: { options: "--console", takes: "domain", run: start },
  shutdown: { options: "", takes: "domain", run: change("shutdown", "is being shutdown") },
  destroy: { options: "--graceful", takes: "domain", run: change("destroy", "destroyed") },
  dominfo: { options: "", takes: "domain", run: dominfo },
  domstate: { options: "", takes: "domain", run: show((d) => d.state) },
  domid: { options: "", takes: "domain", run: show((d) => String(d.id ?? "-")) },
  domuuid: { options: "", takes: "domain", run: show((d) => d.uuid) },
  domname: { options: "", takes: "domain", run: show((d) => d.name) },
  console: { options: "--force --safe", takes: "domain", run: consoleOf },
};

export const virshMain: Main = function* ({ argv }) {
  const words = argv.slice(1);
  while (words[0]?.startsWith("-")) yield* globalOption(words);
  const [name, ...rest] = words;
  if (name === undefined) return yield* fail("the interactive mode of virsh is not modelled in Cutaway", NOT_MODELLED);
  if (REFUSED.includes(name)) return yield* fail(`command '${name}' is not modelled in Cutaway`, NOT_MODELLED);
  const command = COMMANDS[name];
  if (!command) return yield* fail(`unknown command: '${name}'`);
  const operands: string[] = [];
  const options = new Set<string>();
  for (const word of rest) {
    if (!word.startsWith("--")) operands.push(word);
    else if (word.startsWith("--domain=")) operands.push(word.slice(9));
    else if (command.options.split(" ").includes(word)) options.add(word);
    else if (word !== "--domain") yield* fail(`command '${name}' doesn't support option ${word}`);
  }
  const wanted = command.takes === null ? 0 : 1;
  if (operands.length < wanted) yield* fail(`command '${name}' requires <${command.takes}> option`);
  if (operands.length > wanted) yield* fail(`unexpected data '${operands[wanted]}'`);
  yield* command.run({ options, operands });
  return 0;
};

function* globalOption(words: string[]): Run<void> {
  const word = words.shift() as string;
  if (word === "-c" || word === "--connect") {
    const uri = words.shift() ?? "";
    if (!/^qemu:\/\/\/(system)?$/.test(uri))
      yield* fail(`connection to '${uri}' is not modelled in Cutaway`, NOT_MODELLED);
  } else if (word === "-v" || word === "--version") {
    yield* out("11.3.0\n");
    throw new Exit(0);
  } else if (word !== "-q" && word !== "--quiet")
    yield* fail(`option '${word}' is not modelled in Cutaway`, NOT_MODELLED);
}

function* fail(message: string, status = 1): Run<never> {
  yield* err(status === NOT_MODELLED ? `virsh: ${message}\n` : `error: ${message}\n`);
  throw new Exit(status);
}

function* call(request: Call): Run<Exclude<Answer, { error: string }>> {
  const answer = yield* ask(request);
  if (failed(answer)) {
    yield* err("error: failed to connect to the hypervisor\n");
    return yield* fail(`Failed to connect socket to '${SOCKET}': ${strerror(answer)}`);
  }
  if ("error" in answer) {
    yield* err(`error: ${answer.error}\n\n`);
    throw new Exit(1);
  }
  return answer;
}

function* domains(): Run<readonly DomainState[]> {
  const answer = yield* call({ op: "list" });
  return "domains" in answer ? answer.domains : [];
}

function* domainOf(args: Args): Run<DomainState> {
  const [name = ""] = args.operands;
  const all = yield* domains();
  const found = all.find((d) => d.name === name || d.uuid === name || (d.id !== null && String(d.id) === name));
  if (found) return found;
  yield* err(`error: failed to get domain '${name}'\n\n`);
  throw new Exit(1);
}

function* list({ options }: Args): Run<void> {
  const active = (d: DomainState) => d.id !== null;
  const shown = (yield* domains()).filter((d) => {
    if (options.has("--all")) return true;
    return options.has("--inactive") || options.has("--state-shutoff") ? !active(d) : active(d);
  });
  const sorted = [...shown].sort(
    (a, b) => (a.id ?? Number.POSITIVE_INFINITY) - (b.id ?? Number.POSITIVE_INFINITY) || 0,
  );
  if (options.has("--name") || options.has("--uuid")) {
    yield* out(`${sorted.map((d) => `${options.has("--name") ? d.name : d.uuid}\n`).join("")}\n`);
    return;
  }
  const rows = sorted.map((d) => [d.id === null ? "-" : String(d.id), d.name, d.state]);
  yield* out(`${table(["Id", "Name", "State"], rows)}\n`);
}

function* start(args: Args): Run<void> {
  const { name } = yield* domainOf(args);
  yield* call({ op: "start", name });
  yield* out(`Domain '${name}' started\n\n`);
  if (args.options.has("--console")) yield* consoleOf(args);
}

function change(op: "shutdown" | "destroy", done: string): Command {
  return function* (args) {
    const { name } = yield* domainOf(args);
    yield* call({ op, name });
    yield* out(`Domain '${name}' ${done}\n\n`);
  };
}

function show(text: (d: DomainState) => string): Command {
  return function* (args) {
    yield* out(`${text(yield* domainOf(args))}\n\n`);
  };
}

const USER_HZ = 100;

/** Seconds of processor time that its QEMU has used: /proc/PID/stat, utime and stime. */
function* cpuTime(pid: number): Run<string> {
  const stat = yield* readFile(`/proc/${pid}/stat`);
  if (failed(stat)) return "0.0s";
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return `${((Number(fields[11]) + Number(fields[12])) / USER_HZ).toFixed(1)}s`;
}

function* dominfo(args: Args): Run<void> {
  const d = yield* domainOf(args);
  const rows: [string, string][] = [
    ["Id", d.id === null ? "-" : String(d.id)],
    ["Name", d.name],
    ["UUID", d.uuid],
    ["OS Type", "hvm"],
    ["State", d.state],
    ["CPU(s)", String(d.vcpus)],
    ...(d.pid === null ? [] : [["CPU time", yield* cpuTime(d.pid)] as [string, string]]),
    ["Max memory", `${d.memory} KiB`],
    ["Used memory", `${d.memory} KiB`],
    ["Persistent", "yes"],
    ["Autostart", d.autostart ? "enable" : "disable"],
    ["Managed save", "no"],
    ["Security model", "none"],
    ["Security DOI", "0"],
  ];
  yield* out(`${rows.map(([name, value]) => `${`${name}:`.padEnd(16)}${value}\n`).join("")}\n`);
}

const ESCAPE = "\u001d"; // ^]

function* consoleOf(args: Args): Run<void> {
  const { name, id } = yield* domainOf(args);
  if (!(yield* isatty(0))) {
    yield* err("error: Cannot run interactive console without a controlling TTY\n\n");
    throw new Exit(1);
  }
  if (id === null) {
    yield* err("error: The domain is not running\n\n");
    throw new Exit(1);
  }
  const fd = yield* sys("socket", { domain: AF_UNIX, type: SOCK_STREAM });
  if (failed(fd)) throw new Exit(1);
  const connected = yield* sys("connect", { fd, addr: { family: AF_UNIX, path: serialOf(name) } });
  if (failed(connected)) yield* fail(`internal error: cannot open the console: ${strerror(connected)}`);
  yield* out(`Connected to domain '${name}'\nEscape character is ^] (Ctrl + ])\n`);
  yield* sys("ioctl", { fd: 0, request: TCSETS, arg: RAW });
  yield* relay(fd);
  yield* sys("ioctl", { fd: 0, request: TCSETS, arg: COOKED });
  yield* out("\n");
}

/** Between the terminal and the guest's serial port, until one of them ends or the escape key comes. */
export function* relay(fd: number): Run<void> {
  for (;;) {
    const ready = yield* sys("poll", {
      fds: [
        { fd: 0, events: POLLIN },
        { fd, events: POLLIN },
      ],
      timeout: -1,
    });
    if (failed(ready)) continue;
    for (const { fd: from } of ready) {
      const data = yield* sys("read", { fd: from, count: 4096 });
      if (failed(data) || data === "") return;
      const end = from === 0 ? data.indexOf(ESCAPE) : -1;
      yield* write(from === 0 ? fd : 1, end >= 0 ? data.slice(0, end) : data);
      if (end >= 0) return;
    }
  }
}
