// What devtmpfs and udev put into /dev: null(4), full(4), random(4), tty(4).

import { MISC_MINORS } from "../../kernel/fs/device-open.ts";
import type { Driver } from "../../kernel/fs/file.ts";
import { ttyDevice } from "../../kernel/fs/tty-device.ts";
import { diskMajor, type Hardware } from "../../machine/hardware.ts";
import { dir, type FileSpec, type Owner, symlink } from "./files.ts";

const ROOT_TTY: Owner = [0, 5];
const ROOT_DISK: Owner = [0, 6];

const ROOT_KVM: Owner = [0, 104];

function terminalNumbers(name: string): [major: number, minor: number] {
  const { major, minor } = ttyDevice({ name }) ?? { major: 4, minor: 1 };
  return [major, minor];
}

const device = (name: string, major: number, minor: number, mode: number, owner: Owner = [0, 0]): FileSpec => ({
  kind: "device",
  path: `/${name}`,
  mode,
  owner,
  major,
  minor,
});

const misc = (name: string, driver: Driver, mode: number, owner?: Owner): FileSpec =>
  device(name, 10, MISC_MINORS[driver], mode, owner);

const HYPERVISOR_DEVICES: Readonly<Record<Driver, readonly FileSpec[]>> = {
  kvm: [misc("kvm", "kvm", 0o660, ROOT_KVM)],
  vmmon: [misc("vmmon", "vmmon", 0o600)],
  privcmd: [dir("/xen"), misc("xen/privcmd", "privcmd", 0o600)],
};

export function deviceFiles(hardware: Hardware, console: string, drivers: readonly Driver[]): FileSpec[] {
  const { disk } = hardware;
  return [
    device("console", 5, 1, 0o600),
    symlink("/core", "/proc/kcore"),
    symlink("/fd", "/proc/self/fd"),
    device("full", 1, 7, 0o666),
    dir("/mqueue", 0o1777),
    device("null", 1, 3, 0o666),
    device("ptmx", 5, 2, 0o666, ROOT_TTY),
    dir("/pts"),
    device("random", 1, 8, 0o666),
    dir("/shm", 0o1777),
    symlink("/stderr", "/proc/self/fd/2"),
    symlink("/stdin", "/proc/self/fd/0"),
    symlink("/stdout", "/proc/self/fd/1"),
    device("tty", 5, 0, 0o666, ROOT_TTY),
    // login(1) gives the terminal to who uses it: "TTYPERM 0600", group tty.
    device(console, ...terminalNumbers(console), 0o600, ROOT_TTY),
    device("urandom", 1, 9, 0o666),
    device(disk.name, diskMajor(hardware), 0, 0o660, ROOT_DISK),
    device("zero", 1, 5, 0o666),
    ...drivers.flatMap((driver) => HYPERVISOR_DEVICES[driver]),
  ];
}
