// A Debian 13 server at the moment when its kernel starts process 1. Everything is made by events from an empty
// kernel, so a world is the fold of its events from the very beginning.

import { emptyWorld } from "../../kernel/empty.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { freePeers } from "../../kernel/fs/mount-tree.ts";
import { lookup } from "../../kernel/table.ts";
import { INIT_PID_NS } from "../../kernel/task/pid.ts";
import { Tx } from "../../kernel/tx.ts";
import type { World } from "../../kernel/world.ts";
import { SERVER } from "../../machine/hardware.ts";
import { alternatives } from "./alternatives.ts";
import { initialNamespaces } from "./base-world.ts";
import { directories } from "./directories.ts";
import { accountFiles } from "./etc/accounts.ts";
import { netbaseFiles } from "./etc/netbase.ts";
import { startupFiles } from "./etc/shell-startup.ts";
import { HOSTNAME, systemFiles } from "./etc/system.ts";
import { install, VIRTIO_BLOCK } from "./file-system.ts";
import { file, ROOT, symlink } from "./files.ts";
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

export function bootHost(): World {
  const tx = new Tx(emptyWorld(SERVER, RELEASE, VERSION, INSTALLED));
  const ns = initialNamespaces(tx, HOSTNAME);
  mountInternal(tx);
  const { rootfs, root } = mountRoot(tx, ns.mnt, {
    type: "ext4",
    source: `/dev/${SERVER.disk.name}`,
    options: "errors=remount-ro",
    device: { major: VIRTIO_BLOCK, minor: 0 },
    peer: freePeers(tx.k)(),
  });
  tx.emit({ type: "mntns.root-set", ns: ns.mnt, root: rootfs });
  const mount = lookup(tx.k.mounts, root.mnt);
  const disk = lookup(tx.k.superBlocks, mount.sb);
  install(tx, disk, [
    ...directories,
    ...packageFiles(),
    symlink("/usr/sbin/init", "../lib/systemd/systemd"),
    ...systemFiles,
    ...alternatives,
    ...accountFiles,
    ...netbaseFiles,
    ...startupFiles,
    ...toolFiles,
    file(`/boot/vmlinuz-${RELEASE}`, "", 0o644, ROOT, KERNEL_SIZE),
  ]);
  tx.emit({ type: "clock.advanced", to: 0 });
  mountAll(tx, { mount, sb: disk });
  configureNetwork(tx, ns.net);
  const console = { id: tx.k.next.tty as TtyId, name: "tty1", line: "", input: "", screen: "" };
  tx.emit({ type: "tty.created", tty: { ...console, foreground: 0, session: 0, rows: 24, columns: 80 } });
  firstTask(tx, ns, root);
  tx.emit({ type: "pidns.last-set", ns: INIT_PID_NS, last: LAST_BOOT_PID });
  return tx.world;
}
