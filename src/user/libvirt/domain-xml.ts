// A domain as libvirt keeps it: /etc/libvirt/qemu/NAME.xml - https://libvirt.org/formatdomain.html. Read as far as the
// model needs it, by the elements that virsh define and virt-install write.

export interface Domain {
  readonly name: string;
  readonly uuid: string;
  /** "kvm" or "qemu" (translation by TCG). */
  readonly type: string;
  /** KiB */
  readonly memory: number;
  readonly vcpus: number;
  readonly disk: { readonly file: string; readonly format: string; readonly bus: string } | null;
  readonly nic: string | null;
}

const FACTORS: Readonly<Record<string, number>> = {
  b: 1 / 1024,
  KiB: 1,
  k: 1,
  MiB: 1024,
  M: 1024,
  GiB: 2 ** 20,
  G: 2 ** 20,
};

const attribute = (xml: string, element: string, name: string): string | undefined =>
  new RegExp(`<${element}\\b[^>]*\\b${name}=['"]([^'"]*)['"]`).exec(xml)?.[1];

/** null where it does not describe a domain. */
export function parseDomain(xml: string): Domain | null {
  const text = (element: string) => new RegExp(`<${element}\\b[^>]*>([^<]*)</${element}>`).exec(xml)?.[1]?.trim();
  const name = text("name");
  if (name === undefined) return null;
  const disk = /<disk\b[\s\S]*?<\/disk>/.exec(xml)?.[0];
  const nic = /<interface\b[\s\S]*?<\/interface>/.exec(xml)?.[0];
  const file = disk && attribute(disk, "source", "file");
  return {
    name,
    uuid: text("uuid") ?? "",
    type: attribute(xml, "domain", "type") ?? "kvm",
    memory: Number(text("memory") ?? 0) * (FACTORS[attribute(xml, "memory", "unit") ?? "KiB"] ?? 1),
    vcpus: Number(text("vcpu") ?? 1),
    disk: file
      ? {
          file,
          format: attribute(disk, "driver", "type") ?? "raw",
          bus: attribute(disk, "target", "bus") ?? "ide",
        }
      : null,
    nic: nic ? (attribute(nic, "model", "type") ?? "e1000") : null,
  };
}

export function domainXml({ name, uuid, type, memory, vcpus, disk, nic }: Domain): string {
  const dev = disk?.bus === "virtio" ? "vda" : "hda";
  return `<domain type='${type}'>
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <memory unit='KiB'>${memory}</memory>
  <currentMemory unit='KiB'>${memory}</currentMemory>
  <vcpu placement='static'>${vcpus}</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <boot dev='hd'/>
  </os>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
${
  disk
    ? `    <disk type='file' device='disk'>
      <driver name='qemu' type='${disk.format}'/>
      <source file='${disk.file}'/>
      <target dev='${dev}' bus='${disk.bus}'/>
    </disk>
`
    : ""
}${
  nic
    ? `    <interface type='user'>
      <model type='${nic}'/>
    </interface>
`
    : ""
}    <serial type='unix'>
      <target port='0'/>
    </serial>
    <console type='unix'>
      <target type='serial' port='0'/>
    </console>
  </devices>
</domain>
`;
}
