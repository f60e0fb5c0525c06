// vmware-vmx: the part of a hosted VMware monitor that is a process of the host. It asks the driver for a world switch to
// the monitor, which runs the translated guest, and does what the guest's devices ask for when the switch comes back.
//
// Left out: its window. The guest's screen is the guest's own terminal; what it shows is thrown away here.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { SIGUSR1 } from "../../kernel/abi/signal.ts";
import { err, readFile } from "../libc.ts";
import { type Main, onSignal, sys } from "../program.ts";
import { vmmon } from "../qemu/accelerator.ts";
import { nowhere } from "../qemu/console.ts";
import { openImage } from "../qemu/drive.ts";
import { monitorLoop } from "../qemu/monitor-loop.ts";
import { parseVmx } from "./vmx.ts";

export const VMWARE_VMX = "/usr/lib/vmware/bin/vmware-vmx";

export const vmwareVmxMain: Main = function* ({ argv }) {
  const path = argv.at(-1) ?? "";
  const text = yield* readFile(path);
  if (failed(text)) {
    yield* err(`vmware-vmx: cannot open ${path}: ${strerror(text)}\n`);
    return 1;
  }
  const { name, memory, vcpus, disk, card } = parseVmx(text);
  const file = disk === null || disk.startsWith("/") ? disk : `${path.slice(0, path.lastIndexOf("/") + 1)}${disk}`;
  const image = file === null ? { fds: [], size: 0 } : yield* openImage(file);
  if (typeof image === "string") {
    yield* err(`vmware-vmx: ${image}\n`);
    return 1;
  }
  if (failed(yield* sys("mmap", { length: memory }))) {
    yield* err("vmware-vmx: Not enough physical memory is available to power on this virtual machine.\n");
    return 1;
  }
  const cpu = yield* readFile("/proc/cpuinfo");
  const vcpu = yield* vmmon({
    name,
    vendor: "vmware",
    console: "tty1",
    disk: image.fds,
    hardware: {
      cpus: vcpus,
      // The real processor's name: user code runs on it directly, CPUID too.
      cpuModel: (failed(cpu) ? undefined : /^model name\s*: (.*)$/m.exec(cpu)?.[1]) ?? "",
      memory,
      disk: { name: "sda", size: image.size },
      diskBus: "ide",
      nic: "eth0",
      nicModel: card === "e1000" ? "e1000" : "virtio",
      hypervisor: "VMware",
    },
  });
  if (typeof vcpu === "number") {
    yield* err(
      `Could not open /dev/vmmon: ${strerror(vcpu)}.\nPlease make sure that the kernel module \`vmmon' is loaded.\n`,
    );
    return 1;
  }
  // vmrun stop soft; the real vmrun speaks to it over a socket.
  yield* onSignal(SIGUSR1, () => vcpu.interrupt({ irq: 9 }));
  yield* monitorLoop({ vcpu, console: nowhere, commands: nowhere });
  return 0;
};
