// xl(1): the tool by which dom0 makes, lists and ends domains. Each of its commands is a hypercall or two.
//
// Not modelled: xenstore (names are kept with the domains), HVM and PVH domains, saving, migration, scheduling.

import { EBUSY, type Errno, failed } from "../../kernel/abi/errno.ts";
import { COOKED, O_CLOEXEC, O_NOCTTY, O_RDWR, RAW, TCSETS } from "../../kernel/abi/flags.ts";
import type { BoardRequest } from "../../kernel/machine/make.ts";
import { type DomainInfo, type Hypercall, IOCTL_PRIVCMD_HYPERCALL } from "../../kernel/machine/privcmd.ts";
import { standardFiles } from "../init/login.ts";
import { err, out, readFile } from "../libc.ts";
import { relay } from "../libvirt/virsh.ts";
import { Exit, fork, type Main, type Run, sys } from "../program.ts";
import { openImage } from "../qemu/drive.ts";
import { isatty } from "../stdio.ts";
import { NOT_MODELLED } from "../tool.ts";
import { type DomainConfig, parseConfig } from "./config.ts";

const REFUSED = `config-update block-attach block-detach block-list network-attach network-detach network-list
  save restore migrate migrate-receive pause unpause reboot trigger sysrq debug-keys dmesg top mem-max mem-set vcpu-list
  vcpu-pin vcpu-set vm-list rename uptime sched-credit sched-credit2 sched-rtds cpupool-list cpupool-create tmem-list
  vncviewer cd-insert cd-eject pci-attach pci-detach pci-list usb-list dump-core getenforce shutdown-all remus devd
  psr-cmt-show qemu-monitor-command claims channel-list vtpm-list sharing`.split(/\s+/);

type Command = (operands: readonly string[], options: ReadonlySet<string>) => Run<number>;

const COMMANDS: Readonly<Record<string, { readonly options: string; readonly run: Command }>> = {
  list: { options: "", run: list },
  create: { options: "-c -q", run: create },
  destroy: { options: "-f", run: destroy },
  shutdown: { options: "-F", run: shutdown },
  console: { options: "", run: console },
  info: { options: "", run: info },
  domid: { options: "", run: domid },
  domname: { options: "", run: domname },
};

export const xlMain: Main = function* ({ argv }) {
  const [name, ...rest] = argv.slice(1);
  if (name === undefined) {
    yield* err("Usage xl [-vfNtT] <subcommand> [args]\n");
    return 1;
  }
  if (REFUSED.includes(name)) return yield* refuse(`command '${name}'`);
  const command = COMMANDS[name];
  if (!command) {
    yield* err("command not implemented\n");
    return 1;
  }
  const options = new Set(rest.filter((word) => word.startsWith("-")));
  for (const option of options)
    if (!command.options.split(" ").includes(option)) return yield* refuse(`option '${option}'`);
  const operands = rest.filter((word) => !word.startsWith("-"));
  return yield* command.run(operands, options);
};

function* refuse(what: string): Run<number> {
  yield* err(`xl: ${what} is not modelled in Cutaway\n`);
  return NOT_MODELLED;
}

function* hypercall(call: Hypercall): Run<number | Errno> {
  const fd = yield* sys("openat", { path: "/dev/xen/privcmd", flags: O_RDWR | O_CLOEXEC });
  if (failed(fd)) {
    yield* err("xencall: error: Could not obtain handle on privileged command interface: No such file or directory\n");
    yield* err("libxl: error: libxl.c:102:libxl_ctx_alloc: cannot open libxc handle: No such file or directory\n");
    yield* err("cannot init xl context\n");
    throw new Exit(1);
  }
  const reply = yield* sys("ioctl", { fd, request: IOCTL_PRIVCMD_HYPERCALL, arg: call });
  yield* sys("close", { fd });
  return reply;
}

const domains = function* (): Run<readonly DomainInfo[]> {
  return (yield* hypercall({ op: "XEN_SYSCTL_getdomaininfolist" })) as unknown as readonly DomainInfo[];
};

function* find(name: string | undefined, command: string): Run<DomainInfo> {
  if (name === undefined) {
    yield* err(`'xl ${command}' requires at least 1 argument.\n\n`);
    throw new Exit(2);
  }
  const found = (yield* domains()).find((d) => d.name === name || String(d.domain) === name);
  if (found) return found;
  yield* err(`${name} is an invalid domain identifier (rc=-6)\n`);
  throw new Exit(1);
}

const LETTERS = ["running", "blocked", "paused", "shutdown", "crashed"] as const;

/** "rbpscd": the letter of what it is, and dashes. A domain that is dying is gone at once here. */
const flags = (state: DomainInfo["state"]): string =>
  `${LETTERS.map((s) => (s === state ? s.charAt(0) : "-")).join("")}-`;

function* list(operands: readonly string[]): Run<number> {
  const shown = operands.length > 0 ? [yield* find(operands[0], "list")] : yield* domains();
  yield* out("Name                                        ID   Mem VCPUs\tState\tTime(s)\n");
  for (const d of shown) {
    const numbers = `${String(d.domain).padStart(5)} ${String(d.memory / 2 ** 20).padStart(5)} ${String(d.vcpus).padStart(5)}`;
    const time = (d.cpuTime / 1e9).toFixed(1).padStart(8);
    yield* out(`${d.name.padEnd(40)} ${numbers}     ${flags(d.state)}  ${time}\n`);
  }
  return 0;
}

function* create(operands: readonly string[], options: ReadonlySet<string>): Run<number> {
  const [path] = operands;
  if (path === undefined) {
    yield* err("Config file not specified\n");
    return 1;
  }
  const text = yield* readFile(path);
  if (failed(text)) {
    yield* err(`Failed to read config file: ${path}: No such file or directory\n`);
    return 1;
  }
  yield* out(`Parsing config from ${path}\n`);
  const config = parseConfig(text);
  if (config.type !== "pv") return yield* refuse(`a domain of type '${config.type}'`);
  const all = yield* domains();
  const next = Math.max(...all.map((d) => d.domain)) + 1;
  if (all.some((d) => d.name === config.name)) {
    yield* err(
      `libxl: error: libxl_create.c:1215:initiate_domain_create: Domain with name "${config.name}" already exists.\n`,
    );
    return 1;
  }
  const image = config.disk === null ? { fds: [], size: 0 } : yield* openImage(config.disk);
  if (typeof image === "string") {
    yield* err(
      `libxl: error: libxl_disk.c:325:device_disk_add: Domain ${next}:Disk file ${config.disk}: No such file or directory\n`,
    );
    return 1;
  }
  if (config.kernel !== null && !(yield* isPorted(config.kernel))) return yield* cannotBuild(next);
  const build = () => hypercall({ op: "XEN_DOMCTL_createdomain", board: boardOf(config, image) });
  const id = yield* build();
  if (id === EBUSY) {
    yield* err("failed to free memory for the domain\n");
    return 1;
  }
  if (failed(id)) return 1;
  yield* fork(() => watchDomain(config, id, build));
  return options.has("-c") ? yield* console([config.name]) : 0;
}

/** xl stays behind as long as the domain lives, and does what the configuration wants when it ends. */
function* watchDomain(config: DomainConfig, first: number, build: () => Run<number | Errno>): Run<number> {
  yield* sys("setsid", {});
  yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
  for (let domain = first; ; ) {
    const fd = yield* hypercall({ op: "console", domain });
    if (failed(fd)) return 0;
    const ready = yield* sys("poll", { fds: [{ fd, events: 0 }], timeout: -1 });
    yield* sys("close", { fd });
    if (failed(ready)) continue;
    const ended = (yield* domains()).find((d) => d.domain === domain);
    if (!ended?.reason || (ended.reason === "crash" && config.onCrash === "preserve")) return 0;
    yield* hypercall({ op: "XEN_DOMCTL_destroydomain", domain });
    if (ended.reason !== "reboot") return 0;
    const again = yield* build();
    if (failed(again)) return 1;
    domain = again;
  }
}

const boardOf = (
  config: DomainConfig,
  image: { readonly fds: readonly number[]; readonly size: number },
): BoardRequest => ({
  name: config.name,
  vendor: "xen",
  console: "hvc0",
  disk: image.fds,
  hardware: {
    cpus: config.vcpus,
    cpuModel: "",
    memory: config.memory * 2 ** 20,
    disk: { name: "xvda", size: image.size },
    diskBus: "xen",
    nic: "eth0",
    nicModel: "xen",
    hypervisor: "Xen",
  },
});

/** A kernel that knows Xen says so in an ELF note. XEN_ELFNOTE_*, public/elfnote.h */
function* isPorted(kernel: string): Run<boolean> {
  const text = yield* readFile(kernel);
  return !failed(text) && text.includes("elf-note: Xen\n");
}

// What happens then was said by Xen 4.17's tools of a kernel that they cannot load.
function* cannotBuild(domain: number): Run<number> {
  yield* err(`xc: error: panic: xg_dom_core.c:689: xc_dom_find_loader: no loader found: Invalid kernel
libxl: error: libxl_dom.c:571:libxl__build_dom: xc_dom_parse_image failed
libxl: error: libxl_create.c:1640:domcreate_rebuild_done: Domain ${domain}:cannot (re-)build domain: -3
libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain ${domain}:Non-existent domain
libxl: error: libxl_domain.c:1137:domain_destroy_callback: Domain ${domain}:Unable to destroy guest
libxl: error: libxl_domain.c:1064:domain_destroy_cb: Domain ${domain}:Destruction of domain failed
`);
  return 1;
}

function* destroy(operands: readonly string[]): Run<number> {
  const { domain } = yield* find(operands[0], "destroy");
  if (domain === 0) {
    yield* err("Cannot destroy privileged domain 0.\n\n");
    return 1;
  }
  yield* hypercall({ op: "XEN_DOMCTL_destroydomain", domain });
  return 0;
}

function* shutdown(operands: readonly string[]): Run<number> {
  const { domain } = yield* find(operands[0], "shutdown");
  yield* out(`Shutting down domain ${domain}\n`);
  yield* hypercall({ op: "shutdown", domain });
  return 0;
}

function* console(operands: readonly string[]): Run<number> {
  const { domain } = yield* find(operands[0], "console");
  const fd = yield* hypercall({ op: "console", domain });
  if (failed(fd)) {
    yield* err("Unable to attach console\n");
    return 1;
  }
  const terminal = yield* isatty(0);
  if (terminal) yield* sys("ioctl", { fd: 0, request: TCSETS, arg: RAW });
  yield* relay(fd);
  if (terminal) yield* sys("ioctl", { fd: 0, request: TCSETS, arg: COOKED });
  return 0;
}

const XEN_VERSION = "4.20.0"; // xen-hypervisor-4.20 of Debian 13
const row = (name: string, value: string | number): string => `${name.padEnd(23)}: ${value}\n`;

// Simplified: the rows that the model can fill.
function* info(operands: readonly string[]): Run<number> {
  const uname = yield* sys("uname", {});
  const physinfo = (yield* hypercall({ op: "XEN_SYSCTL_physinfo" })) as unknown as {
    readonly cpus: number;
    readonly total: number;
    readonly free: number;
  };
  const [major = "", minor = "", extra = ""] = XEN_VERSION.split(".");
  const rows: [string, string | number][] = [
    ["host", failed(uname) ? "" : uname.nodename],
    ["release", failed(uname) ? "" : uname.release],
    ["version", failed(uname) ? "" : uname.version],
    ["machine", "x86_64"],
    ["nr_cpus", physinfo.cpus],
    ["nr_nodes", 1],
    ["total_memory", Math.floor(physinfo.total / 2 ** 20)],
    ["free_memory", Math.floor(physinfo.free / 2 ** 20)],
    ["xen_major", major],
    ["xen_minor", minor],
    ["xen_extra", `.${extra}`],
    ["xen_version", XEN_VERSION],
    ["xen_caps", "xen-3.0-x86_64"],
  ];
  const [only] = operands;
  if (only === undefined) yield* out(rows.map(([name, value]) => row(name, value)).join(""));
  else yield* out(rows.flatMap(([name, value]) => (name === only ? [`${value}\n`] : [])).join(""));
  return 0;
}

function* domid(operands: readonly string[]): Run<number> {
  const [name] = operands;
  const found = (yield* domains()).find((d) => d.name === name);
  if (found) yield* out(`${found.domain}\n`);
  else yield* err(`Can't get domid of domain name '${name ?? ""}', maybe this domain does not exist.\n`);
  return found ? 0 : 1;
}

function* domname(operands: readonly string[]): Run<number> {
  const [id] = operands;
  const found = (yield* domains()).find((d) => String(d.domain) === id);
  if (found) yield* out(`${found.name}\n`);
  else yield* err(`Can't get domain name of domain id '${id ?? ""}', maybe this domain does not exist.\n`);
  return found ? 0 : 1;
}
