// qemu-system-x86_64(1): pretends a PC. A process like any other: its guest runs while it runs, and ends with it.
//
// One thread does what the real one divides between a thread for each vCPU and one for devices. The board is the "pc"
// (i440FX + PIIX), as far as drivers look at it: a disk at IDE or virtio, a card (e1000 or virtio), a serial port.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_NOCTTY, O_RDWR, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { SIGHUP, SIGINT, SIGTERM } from "../../kernel/abi/signal.ts";
import type { BoardRequest } from "../../kernel/machine/make.ts";
import { QEMU_CPU } from "../../machine/hardware.ts";
import { standardFiles } from "../init/login.ts";
import { err, out, write } from "../libc.ts";
import { Exit, fork, type Main, must, onSignal, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { kvm, tcg, type Vcpu } from "./accelerator.ts";
import { type Console, nowhere, stdio, toFile, toSocket } from "./console.ts";
import { type Disk, diskOf } from "./drive.ts";
import { escapeKeys } from "./escape-keys.ts";
import { monitorLoop } from "./monitor-loop.ts";
import { fail, type Given, listOf, parseOptions, sizeOf } from "./options.ts";

const VERSION = `QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1)
Copyright (c) 2003-2025 Fabrice Bellard and the QEMU Project developers
`;
const DEFAULT_MEMORY = 128 * 2 ** 20; // bytes
const MAX_CPUS = 255;

export const qemuMain: Main = function* (self) {
  const who = self.argv[0]?.split("/").at(-1) ?? "qemu-system-x86_64";
  const given = yield* parseOptions(who, self.argv.slice(1));
  const has = (name: string) => given.some((g) => g.name === name);
  if (has("version")) {
    yield* out(VERSION);
    return 0;
  }
  if (has("help") || has("h")) return yield* fail(`${who}: option '-help' is not modelled in Cutaway`, NOT_MODELLED);
  if (has("nographic") && has("daemonize")) yield* fail(`${who}: -nographic cannot be used with -daemonize`);
  const accel = yield* accelerator(who, given);
  const board = yield* boardOf(who, given, accel);
  const console = yield* consoleOf(who, given);
  const commands = yield* commandsOf(who, given);
  function* serve(started: () => Run<void>): Run<number> {
    yield* reserve(who, board.hardware.memory);
    yield* onSignals(who, console);
    const vcpu = yield* start(who, accel, board);
    yield* writePidFile(given);
    yield* started();
    const keys = has("nographic") ? { keys: escapeKeys() } : {};
    yield* monitorLoop({ vcpu, console, commands, stopAtReset: has("no-reboot"), ...keys });
    yield* console.close();
    yield* commands.close();
    return 0;
  }
  return has("daemonize") ? yield* daemonize(serve) : yield* serve(function* () {});
};

type Accel = "kvm" | "tcg";

const last = (given: readonly Given[], ...names: string[]): Given | undefined =>
  given.findLast((g) => names.includes(g.name));

function* accelerator(who: string, given: readonly Given[]): Run<Accel> {
  const option = last(given, "enable-kvm", "accel", "machine", "M");
  if (option?.name === "enable-kvm") return "kvm";
  if (!option) return "tcg";
  const list = listOf(option.value, option.name === "accel" ? "accel" : "type");
  const type = list.get("type") ?? "pc";
  if (!/^pc(-i440fx-[\d.]+)?$/.test(type)) {
    if (/^(pc-q35.*|q35|microvm|isapc|none|xen\w*|x-remote)$/.test(type))
      yield* fail(`${who}: option '-machine ${type}' is not modelled in Cutaway`, NOT_MODELLED);
    yield* fail(`${who}: unsupported machine type\nUse -machine help to list supported machines`);
  }
  const accel = list.get("accel") ?? (given.some((g) => g.name === "enable-kvm") ? "kvm" : "tcg");
  if (accel === "kvm" || accel === "tcg") return accel;
  if (accel === "xen") yield* fail(`${who}: option '-accel xen' is not modelled in Cutaway`, NOT_MODELLED);
  return yield* fail(`${who}: ${option.text}: invalid accelerator ${accel}`);
}

function* boardOf(who: string, given: readonly Given[], accel: Accel): Run<BoardRequest> {
  const memory = yield* memoryOf(who, last(given, "m"));
  const cpus = Number(listOf(last(given, "smp")?.value ?? "1", "cpus").get("cpus") ?? 1);
  if (!Number.isInteger(cpus)) yield* fail(`${who}: ${last(given, "smp")?.text}: Parameter 'cpus' expects a number`);
  if (cpus > MAX_CPUS)
    yield* fail(`${who}: Invalid SMP CPUs ${cpus}. The max CPUs supported by machine 'pc-i440fx-10.0' is ${MAX_CPUS}`);
  const cpu = listOf(last(given, "cpu")?.value ?? "qemu64", "model").get("model") as string;
  if (!["qemu64", "kvm64", "host", "max"].includes(cpu)) yield* fail(`${who}: unable to find CPU model '${cpu}'`);
  if (cpu === "host" && accel !== "kvm") yield* fail(`${who}: CPU model 'host' requires KVM or HVF`);
  const disks: Disk[] = [];
  for (const g of given) if (["drive", "hda", "hdb"].includes(g.name)) disks.push(yield* diskOf(who, g));
  if (disks.length > 1) yield* fail(`${who}: a second disk is not modelled in Cutaway`, NOT_MODELLED);
  const { bus = "ide", size = 0, fds = [] } = disks[0] ?? {};
  const nicModel = yield* nicOf(who, given);
  const append = yield* kernelOf(given);
  return {
    name: listOf(last(given, "name")?.value ?? "", "guest").get("guest") ?? "",
    vendor: "qemu",
    console: "ttyS0",
    disk: fds,
    hardware: {
      cpus: Math.max(1, cpus),
      cpuModel: cpu === "host" ? yield* hostCpu() : QEMU_CPU,
      memory,
      disk: { name: bus === "ide" ? "sda" : "vda", size },
      diskBus: bus,
      nic: "eth0",
      nicModel,
      hypervisor: accel === "kvm" ? "KVM" : "TCG",
    },
    ...append,
  };
}

function* memoryOf(who: string, option: Given | undefined): Run<number> {
  const text = listOf(option?.value ?? "0", "size").get("size") as string;
  const size = sizeOf(text, "m");
  if (size === null) {
    return yield* fail(
      `${who}: ${option?.text}: Parameter 'size' expects a non-negative number below 2^64\nOptional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\nand exabytes, respectively.`,
    );
  }
  return size === 0 ? DEFAULT_MEMORY : size;
}

function* nicOf(who: string, given: readonly Given[]): Run<"e1000" | "virtio"> {
  const list = listOf(last(given, "nic")?.value ?? "user", "type");
  const model = list.get("model") ?? "e1000";
  if (model === "e1000") return "e1000";
  if (model === "virtio" || model === "virtio-net-pci") return "virtio";
  if (["e1000e", "rtl8139", "pcnet", "ne2k_pci", "i82551", "i82557b", "i82559er", "vmxnet3"].includes(model))
    yield* fail(`${who}: option '-nic model=${model}' is not modelled in Cutaway`, NOT_MODELLED);
  return yield* fail(`${who}: Unsupported NIC model: ${model}`);
}

/** -kernel loads Linux without the boot loader; the system is still the disk's. */
function* kernelOf(given: readonly Given[]): Run<{ append?: string }> {
  for (const name of ["kernel", "initrd"]) {
    const file = last(given, name);
    if (!file) continue;
    const there = yield* sys("stat", { path: file.value });
    if (!failed(there)) continue;
    if (name === "kernel") yield* fail(`qemu: could not open kernel file '${file.value}': ${strerror(there)}`);
    yield* fail(`qemu: could not load initrd '${file.value}'`);
  }
  return last(given, "kernel") ? { append: last(given, "append")?.value ?? "" } : {};
}

function* hostCpu(): Run<string> {
  const info = yield* sys("openat", { path: "/proc/cpuinfo", flags: 0 });
  const text = failed(info) ? "" : yield* sys("read", { fd: info, count: 4096 });
  if (!failed(info)) yield* sys("close", { fd: info });
  return (failed(text) ? undefined : /^model name\s*: (.*)$/m.exec(text)?.[1]) ?? QEMU_CPU;
}

function* consoleOf(who: string, given: readonly Given[]): Run<Console> {
  const display = last(given, "display")?.value;
  const graphic = !given.some((g) => ["nographic", "daemonize"].includes(g.name));
  // No display of the model's is one that a window could open on.
  if (graphic && display !== "none") yield* fail("gtk initialization failed");
  const serial = last(given, "serial");
  const to = serial?.value ?? (graphic || given.some((g) => g.name === "daemonize") ? "none" : "mon:stdio");
  if (to === "none" || to === "null") return nowhere;
  if (to === "stdio" || to === "mon:stdio") return yield* stdio();
  if (to.startsWith("file:")) {
    const file = yield* toFile(to.slice(5));
    return typeof file === "object" ? file : yield* fail(`${who}: ${serial?.text}: ${strerror(file)}`);
  }
  if (to.startsWith("unix:")) {
    const socket = yield* toSocket((listOf(to.slice(5), "path").get("path") as string) ?? "");
    if (typeof socket === "object") return socket;
    return yield* fail(
      `${who}: ${serial?.text}: ${socket}\n${who}: ${serial?.text}: could not connect serial device to character backend '${to}'`,
    );
  }
  return yield* fail(`${who}: option '-serial ${to}' is not modelled in Cutaway`, NOT_MODELLED);
}

/** -qmp: where a management program says what shall happen to the machine. */
function* commandsOf(who: string, given: readonly Given[]): Run<Console> {
  const option = last(given, "qmp");
  if (!option) return nowhere;
  if (!option.value.startsWith("unix:")) {
    yield* fail(`${who}: option '-qmp ${option.value}' is not modelled in Cutaway`, NOT_MODELLED);
  }
  const socket = yield* toSocket(listOf(option.value.slice(5), "path").get("path") as string);
  return typeof socket === "object" ? socket : yield* fail(`${who}: ${option.text}: ${socket}`);
}

/** The guest's memory is this process's: reserved at once, touched as the guest touches it. */
function* reserve(who: string, length: number): Run<void> {
  const mapped = yield* sys("mmap", { length });
  if (failed(mapped)) yield* fail(`${who}: cannot set up guest memory 'pc.ram': ${strerror(mapped)}`);
}

function* start(who: string, accel: Accel, board: BoardRequest): Run<Vcpu> {
  const vcpu = accel === "kvm" ? yield* kvm(board) : yield* tcg(board);
  if (typeof vcpu === "object") return vcpu;
  if (typeof vcpu === "number") return yield* fail(`${who}: ${strerror(vcpu)}`);
  const reason = vcpu.slice(vcpu.lastIndexOf(": ") + 2);
  return yield* fail(`${vcpu}\n${who}: failed to initialize kvm: ${reason}`);
}

/** The guest runs in a child with a session of its own and no files; the parent ends when the child has come so far. */
function* daemonize(serve: (started: () => Run<void>) => Run<number>): Run<number> {
  const { read, write: end } = must(yield* sys("pipe2", { flags: 0 }));
  must(
    yield* fork(() =>
      serve(function* () {
        yield* sys("setsid", {});
        yield* write(end, "0");
        yield* sys("close", { fd: end });
        yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
      }),
    ),
  );
  yield* sys("close", { fd: end });
  return (yield* sys("read", { fd: read, count: 1 })) === "0" ? 0 : 1;
}

function* onSignals(who: string, console: Console): Run<void> {
  for (const sig of [SIGTERM, SIGINT, SIGHUP]) {
    yield* onSignal(sig, function* () {
      yield* console.close();
      yield* err(`${who}: terminating on signal ${sig}\n`);
      throw new Exit(0);
    });
  }
}

function* writePidFile(given: readonly Given[]): Run<void> {
  const file = last(given, "pidfile");
  if (!file) return;
  const fd = yield* sys("openat", { path: file.value, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644 });
  if (failed(fd)) return;
  yield* write(fd, `${yield* sys("getpid", {})}\n`);
  yield* sys("close", { fd });
}
