// A machine with Debian 13 at the moment when its kernel starts process 1. Everything is made by events from an empty
// kernel, so a world is the fold of its events from the very beginning.

import { HOST } from "../../kernel/apply.ts";
import { emptyKernel, realMachine } from "../../kernel/empty.ts";
import type { Driver, TtyId } from "../../kernel/fs/file.ts";
import { freePeers } from "../../kernel/fs/mount-tree.ts";
import { lookup } from "../../kernel/table.ts";
import { INIT_PID_NS } from "../../kernel/task/pid.ts";
import { Tx } from "../../kernel/tx.ts";
import type { Kernel } from "../../kernel/world.ts";
import { diskMajor, type Hardware, isOf2003 } from "../../machine/hardware.ts";
import { alternatives } from "./alternatives.ts";
import { initialNamespaces } from "./base-world.ts";
import { messages, stamped } from "./boot-lines.ts";
import { directories } from "./directories.ts";
import { accountFiles } from "./etc/accounts.ts";
import { netbaseFiles } from "./etc/netbase.ts";
import { startupFiles } from "./etc/shell-startup.ts";
import { systemFiles } from "./etc/system.ts";
import { install } from "./file-system.ts";
import { type FileSpec, file, ROOT, symlink } from "./files.ts";
import { mountInternal, mountRoot } from "./first-mounts.ts";
import { firstTask } from "./first-task.ts";
import { mountAll } from "./mounts.ts";
import { configureNetwork } from "./network.ts";
import { packageFiles } from "./packages/package-files.ts";
import { toolFiles } from "./tools.ts";

const RELEASE = "6.12.117+deb13-amd64"; // linux-image-amd64 of trixie-security
const VERSION = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1 (2026-11-12)";
const KERNEL_SIZE = 12_152_768; // bytes of /boot/vmlinuz

const INSTALLED = -30 * 86_400 * 1e9; // virtual nanoseconds: the files on the disk are 30 days older than this boot

// Numbers up to here went to threads of the kernel and to programs that ran while the system came up and have ended:
// the model has neither.
const LAST_BOOT_PID = 300;

// "/bin/sh" was bash on Linux then; Debian made it dash in 2011. What a shell costs is part of what was measured in 2003.
const SH = "/usr/bin/sh";

/** A kernel's file, a stand-in like a program's. `xen`: it was changed so that it can run as a domain of Xen. */
export const kernelImage = (path: string, size: number, xen: boolean): FileSpec =>
  file(path, `bzImage\n${xen ? "elf-note: Xen\n" : ""}\n`, 0o644, ROOT, size);

export interface Installed {
  readonly hardware: Hardware;
  readonly hostname: string;
  /** The terminal of the console: "tty1" on a screen, "ttyS0" at a serial port, "hvc0" under Xen. */
  readonly console: string;
  /** The kernel's command line; absent: the one that the boot loader gives. */
  readonly cmdline?: string;
  /** Virtual nanoseconds: when process 1 starts. */
  readonly now?: number;
  readonly drivers?: readonly Driver[];
  /** Files beside those of Debian. Directories on the way to them must be there. */
  readonly files?: readonly FileSpec[];
  /** Directories below /run that its services expect. */
  readonly runtime?: readonly string[];
}

/** The kernel of a machine on which Debian is installed. */
export function bootKernel(options: Installed): Kernel {
  const { hardware, hostname, console, now = 0, drivers = [], files = [], runtime = [] } = options;
  const { disk } = hardware;
  const kernel = {
    ...emptyKernel(RELEASE, VERSION),
    drivers,
    bootedAt: now,
    cmdline: options.cmdline ?? cmdlineOf(options),
  };
  const tx = new Tx({ now: now + INSTALLED, machines: { [HOST]: realMachine(HOST, hardware, kernel) } });
  const ns = initialNamespaces(tx, hostname);
  mountInternal(tx);
  const { rootfs, root } = mountRoot(tx, ns.mnt, {
    type: "ext4",
    source: `/dev/${disk.name}`,
    options: "errors=remount-ro",
    device: { major: diskMajor(hardware), minor: 0 },
    peer: freePeers(tx.k)(),
  });
  tx.emit({ type: "mntns.root-set", ns: ns.mnt, root: rootfs });
  const mount = lookup(tx.k.mounts, root.mnt);
  const sb = lookup(tx.k.superBlocks, mount.sb);
  install(tx, sb, [
    ...directories,
    ...packageFiles().map((spec) => (spec.path === SH && isOf2003(hardware) ? symlink(SH, "bash") : spec)),
    symlink("/usr/sbin/init", "../lib/systemd/systemd"),
    ...systemFiles(hostname, disk.name),
    ...alternatives,
    ...accountFiles,
    ...netbaseFiles,
    ...startupFiles,
    ...toolFiles,
    kernelImage(`/boot/vmlinuz-${RELEASE}`, KERNEL_SIZE, true),
    ...files,
  ]);
  tx.emit({ type: "clock.advanced", to: now });
  mountAll(tx, { mount, sb }, console, runtime);
  configureNetwork(tx, ns.net);
  const tty = { id: tx.k.next.tty as TtyId, name: console, line: "", input: "", screen: "" };
  tx.emit({ type: "tty.created", tty: { ...tty, foreground: 0, session: 0, rows: 24, columns: 80 } });
  firstTask(tx, ns, root);
  tx.emit({ type: "pidns.last-set", ns: INIT_PID_NS, last: LAST_BOOT_PID });
  return { ...tx.k, console: tty.id, log: messages(hardware, tx.k).map((text, i) => stamped(text, i).slice(0, -1)) };
}

const cmdlineOf = ({ hardware: { disk }, console }: Installed): string =>
  `BOOT_IMAGE=/boot/vmlinuz-${RELEASE} root=/dev/${disk.name} ro ${console === "tty1" ? "quiet" : `console=${console}`}`;
