// What a pretended machine writes on its console from the power switch to its first process: the firmware, the boot
// loader's jump, and the first of the kernel's own messages. The wording was recorded from SeaBIOS 1.16 and from Debian's
// Linux 6.12 in QEMU; of some hundred lines those that say what this kernel believes to run on.

import type { BootStep } from "../../kernel/machine/event.ts";
import { stamp } from "../../kernel/machine/log.ts";
import type { Kernel, Machine } from "../../kernel/world.ts";
import { type Hardware, hypervisorOf } from "../../machine/hardware.ts";

const SEABIOS = "SeaBIOS (version 1.16.3-debian-1.16.3-2)\n";
const STEP = 4000; // virtual nanoseconds from one message to the next: the model's boot has no other length

const firmware = (text: string): BootStep => ({ stage: "firmware", text });

/** A machine whose disk, where it has one, holds no system. */
export function noBootLines({ hardware, board }: Machine): BootStep[] {
  if (board.how === "para") return [];
  const disk = hardware.disk.size > 0 ? "Booting from Hard Disk...\nBoot failed: not a bootable disk\n\n" : "";
  return [firmware(SEABIOS), firmware(`${disk}No bootable device.\n`)];
}

/** From the power switch to /sbin/init. */
export function bootLines(machine: Machine, kernel: Kernel): BootStep[] {
  const { hardware, board } = machine;
  const quiet = / quiet\b/.test(kernel.cmdline);
  const before = board.how === "para" ? [] : [...firmwareSteps(machine), decompress(machine)];
  return [...before, ...messages(hardware, kernel).map((text, i) => said(text, i, quiet))];
}

/** The i-th message with its time. */
export const stamped = (text: string, i: number): string => `${stamp(i * STEP)}${text}\n`;

const said = (text: string, i: number, quiet: boolean): BootStep => ({
  stage: "kernel",
  text: stamped(text, i),
  ...(quiet ? { quiet } : {}),
});

// The kernel's set-up code speaks through the BIOS, which SeaBIOS sends to the serial port too; its decompressor writes to
// the screen only.
const decompress = ({ board }: Machine): BootStep => ({
  stage: "loader",
  text:
    board.console === "tty1"
      ? "Decompressing Linux... Parsing ELF... done.\nBooting the kernel.\n"
      : "Probing EDD (edd=off to disable)... ok\n",
});

const firmwareSteps = ({ board }: Machine): BootStep[] => [
  firmware(board.vendor === "vmware" ? "PhoenixBIOS 4.0 Release 6.0\n" : SEABIOS),
  firmware(board.append === undefined ? "Booting from Hard Disk...\n" : "Booting from ROM...\n"),
];

/** What the kernel says of itself and its hardware until it starts process 1. */
export function messages(hardware: Hardware, { release, version, cmdline }: Kernel): string[] {
  const hypervisor = hypervisorOf(hardware);
  const kB = hardware.memory / 1024;
  return [
    `Linux version ${release} (debian-kernel@lists.debian.org) ${version}`,
    `Command line: ${cmdline}`,
    ...(hypervisor ? [`Hypervisor detected: ${hypervisor}`] : []),
    `Booting paravirtualized kernel on ${PARAVIRT[hypervisor ?? ""] ?? "bare hardware"}`,
    ...cpuLines(hardware),
    `Memory: ${kB}K/${kB}K available`,
    ...diskLines(hardware),
    ...nicLines(hardware),
    `EXT4-fs (${hardware.disk.name}): mounted filesystem r/w with ordered data mode. Quota mode: none.`,
    "Run /sbin/init as init process",
  ];
}

/** pv_info.name: what is patched into the kernel's own code in place of sensitive instructions. */
const PARAVIRT: Readonly<Record<string, string>> = { KVM: "KVM", "Xen PV": "Xen" };

const cpuLines = ({ cpus, cpuModel }: Hardware): string[] => [
  `smpboot: CPU0: ${cpuModel}`,
  `smp: Brought up 1 node, ${cpus} ${cpus === 1 ? "CPU" : "CPUs"}`,
];

const sectors = ({ disk }: Hardware): number => disk.size / 512;
const sizes = ({ disk: { size } }: Hardware): string =>
  `(${(size / 1e9).toFixed(1)} GB/${(size / 2 ** 30).toFixed(1)} GiB)`;

function diskLines(h: Hardware): string[] {
  switch (h.diskBus) {
    case "ide":
      return [
        "ata1: PATA max MWDMA2 cmd 0x1f0 ctl 0x3f6 bmdma 0xc080 irq 14",
        `ata1.00: ATA-7: ${hypervisorOf(h) === "VMware" ? "VMware Virtual IDE Hard Drive, 00000001" : "QEMU HARDDISK, 2.5+"}, max UDMA/100`,
        `ata1.00: ${sectors(h)} sectors, multi 16: LBA48`,
        `sd 0:0:0:0: [${h.disk.name}] ${sectors(h)} 512-byte logical blocks: ${sizes(h)}`,
      ];
    case "xen":
      return [`blkfront: ${h.disk.name}: flush diskcache: enabled; persistent grants: enabled`];
    default:
      return [`virtio_blk virtio0: [${h.disk.name}] ${sectors(h)} 512-byte logical blocks ${sizes(h)}`];
  }
}

function nicLines({ nicModel, nic }: Hardware): string[] {
  switch (nicModel) {
    case "e1000":
      return [
        "e1000: Intel(R) PRO/1000 Network Driver",
        `e1000 0000:00:03.0 ${nic}: (PCI:33MHz:32-bit) 52:54:00:12:34:56`,
        `e1000 0000:00:03.0 ${nic}: Intel(R) PRO/1000 Network Connection`,
      ];
    case "xen":
      return ["xen_netfront: Initialising Xen virtual ethernet driver"];
    default:
      return [];
  }
}
