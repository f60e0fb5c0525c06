// A server of 2003 with VMware's hosted monitor and one guest, whose kernel code is translated.
//
// Debian and Linux are today's in every world, so that the same script can be compared: of 2003 are the hardware, which
// has no VT-x, and the way of pretending.

import { HOST } from "../../../kernel/apply.ts";
import { realMachine } from "../../../kernel/empty.ts";
import type { World } from "../../../kernel/world.ts";
import { elfText } from "../elf.ts";
import { dir, type FileSpec, file, ROOT } from "../files.ts";
import { HOSTNAME } from "../host.ts";
import { bootKernel } from "../machine.ts";
import { installedImage, service, serviceDirectories } from "./files.ts";
import { GUEST, type ProfileName, REAL_HARDWARE } from "./profile.ts";

const FOLDER = "/var/lib/vmware/debian";
const VMX = `${FOLDER}/debian.vmx`;

const SETTINGS = `config.version = "8"
displayName = "debian"
guestOS = "other26xlinux"
memsize = "${GUEST.memory / 2 ** 20}"
numvcpus = "${GUEST.cpus}"
ide0:0.present = "TRUE"
ide0:0.fileName = "debian.vmdk"
ethernet0.present = "TRUE"
ethernet0.virtualDev = "e1000"
`;

const program = (path: string, name: string, size: number): FileSpec =>
  file(path, elfText({ program: name }), 0o755, ROOT, size);

const files: readonly FileSpec[] = [
  ...["/usr/lib/vmware", "/usr/lib/vmware/bin", "/var/lib/vmware", FOLDER].map((path) => dir(path)),
  program("/usr/lib/vmware/bin/vmware-vmx", "vmware-vmx", 3_000_000),
  program("/usr/bin/vmrun", "vmrun", 300_000),
  file(VMX, SETTINGS),
  installedImage(`${FOLDER}/debian.vmdk`, "raw", GUEST.hostname),
  ...serviceDirectories,
  ...service("vmware", `/usr/lib/vmware/bin/vmware-vmx ${VMX}`),
];

export function bootVmware(profile: ProfileName = "2003"): World {
  const hardware = REAL_HARDWARE[profile];
  const kernel = bootKernel({ hardware, hostname: HOSTNAME, console: "tty1", drivers: ["vmmon"], files });
  return { now: 0, machines: { [HOST]: realMachine(HOST, hardware, kernel) } };
}
