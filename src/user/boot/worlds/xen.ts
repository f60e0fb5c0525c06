// Xen on the hardware. dom0, where a person types, and the domain "debian" are running; "web" is configured and off, and
// so is "stock", whose kernel was not changed for Xen.

import { HOST } from "../../../kernel/apply.ts";
import { realMachine } from "../../../kernel/empty.ts";
import type { Machine, World } from "../../../kernel/world.ts";
import type { Hardware } from "../../../machine/hardware.ts";
import { dir, type FileSpec, file, symlink } from "../files.ts";
import { bootKernel, kernelImage } from "../machine.ts";
import { installedImage, service, serviceDirectories } from "./files.ts";
import { GUEST, type ProfileName, REAL_HARDWARE } from "./profile.ts";

const DOM0_MEMORY = 2 ** 30 / 2; // bytes: dom0_mem=512M
const IMAGES = "/var/lib/xen/images";
const STOCK = "/boot/vmlinuz-2.4.22";

const config = (name: string, more = 'bootloader = "pygrub"'): FileSpec =>
  file(
    `/etc/xen/${name}.cfg`,
    `name = "${name}"
type = "pv"
${more}
memory = ${GUEST.memory / 2 ** 20}
vcpus = ${GUEST.cpus}
disk = [ 'file:${IMAGES}/${name}.img,xvda,w' ]
vif = [ '' ]
on_crash = "preserve"
`,
  );

const files: readonly FileSpec[] = [
  ...["/etc/xen", "/etc/xen/auto", "/var/lib/xen", IMAGES].map((path) => dir(path)),
  config("debian"),
  config("web"),
  config("stock", `kernel = "${STOCK}"`),
  symlink("/etc/xen/auto/debian.cfg", "../debian.cfg"),
  kernelImage(STOCK, 1_200_000, false),
  installedImage(`${IMAGES}/debian.img`, "raw", GUEST.hostname),
  installedImage(`${IMAGES}/web.img`, "raw", "web"),
  installedImage(`${IMAGES}/stock.img`, "raw", "stock"),
  ...serviceDirectories,
  ...service("xendomains", "/usr/sbin/xl create /etc/xen/auto/debian.cfg"),
];

export function bootXen(profile: ProfileName = "modern"): World {
  const real = REAL_HARDWARE[profile];
  // dom0 drives the real disk and card, but has the memory that Xen gives it, and no VT-x: Xen keeps that.
  const { vmx: _kept, ...rest } = real;
  const hardware: Hardware = { ...rest, memory: DOM0_MEMORY, hypervisor: "Xen" };
  const kernel = bootKernel({ hardware, hostname: "dom0", console: "tty1", drivers: ["privcmd"], files });
  const dom0: Machine = realMachine(HOST, hardware, kernel);
  const board = { ...dom0.board, name: "Domain-0", how: "para", where: "on-hardware", vendor: "xen" } as const;
  const xen = { hardware: real, domains: [HOST], nextDomain: 1, current: HOST };
  return { now: 0, machines: { [HOST]: { ...dom0, board } }, xen };
}
