// A host with KVM, QEMU and libvirt. Two guests are defined; "debian" starts with the host, "web" is off.

import { HOST } from "../../../kernel/apply.ts";
import { realMachine } from "../../../kernel/empty.ts";
import type { World } from "../../../kernel/world.ts";
import { domainXml } from "../../libvirt/domain-xml.ts";
import { dir, type FileSpec, file, symlink } from "../files.ts";
import { HOSTNAME } from "../host.ts";
import { bootKernel } from "../machine.ts";
import { installedImage, service, serviceDirectories } from "./files.ts";
import { GUEST, type ProfileName, REAL_HARDWARE } from "./profile.ts";

const IMAGES = "/var/lib/libvirt/images";
const UUIDS = { debian: "5c1d0f2e-6d2b-4a53-9b0a-0c5b8b2a7e01", web: "5c1d0f2e-6d2b-4a53-9b0a-0c5b8b2a7e02" } as const;

const xmlOf = (name: keyof typeof UUIDS): string =>
  domainXml({
    name,
    uuid: UUIDS[name],
    type: "kvm",
    memory: GUEST.memory / 1024,
    vcpus: GUEST.cpus,
    disk: { file: `${IMAGES}/${name}.qcow2`, format: "qcow2", bus: "virtio" },
    nic: "virtio",
  });

const files: readonly FileSpec[] = [
  ...["/etc/libvirt", "/etc/libvirt/qemu", "/etc/libvirt/qemu/autostart", "/var/lib/libvirt", IMAGES].map((p) =>
    dir(p),
  ),
  ...["/var/lib/libvirt/qemu", "/var/log/libvirt", "/var/log/libvirt/qemu"].map((p) => dir(p)),
  ...serviceDirectories,
  ...service("libvirtd", "/usr/sbin/libvirtd"),
  file("/etc/libvirt/qemu/debian.xml", xmlOf("debian"), 0o600),
  file("/etc/libvirt/qemu/web.xml", xmlOf("web"), 0o600),
  symlink("/etc/libvirt/qemu/autostart/debian.xml", "/etc/libvirt/qemu/debian.xml"),
  installedImage(`${IMAGES}/debian.qcow2`, "qcow2", GUEST.hostname),
  installedImage(`${IMAGES}/web.qcow2`, "qcow2", "web"),
];

export function bootKvm(profile: ProfileName = "modern"): World | string {
  const hardware = REAL_HARDWARE[profile];
  if (!hardware.vmx)
    return `KVM needs VT-x or AMD-V, which the processor of profile '${profile}' (${hardware.cpuModel}) does not have`;
  const kernel = bootKernel({
    hardware,
    hostname: HOSTNAME,
    console: "tty1",
    drivers: ["kvm"],
    files,
    runtime: ["/libvirt"],
  });
  return { now: 0, machines: { [HOST]: realMachine(HOST, hardware, kernel) } };
}
