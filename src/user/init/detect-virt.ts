// systemd-detect-virt(1): in a container or a virtual machine? By what CPUID says, and by /proc/1/environ.

import { failed } from "../../kernel/abi/errno.ts";
import { err, out, readFile } from "../libc.ts";
import { hypervisorVendor, type Main } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const NAMES: Readonly<Record<string, string>> = { KVM: "kvm", TCG: "qemu", VMware: "vmware", Xen: "xen" };

export const detectVirtMain: Main = function* ({ argv }) {
  const words = argv.slice(1);
  const wrong = words.find((w) => !["-v", "--vm", "-c", "--container", "-q", "--quiet"].includes(w));
  if (wrong !== undefined) {
    yield* err(`systemd-detect-virt: option '${wrong}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  const has = (...names: string[]) => names.some((n) => words.includes(n));
  // "container=docker" in the environment of process 1: https://systemd.io/CONTAINER_INTERFACE
  const environ = yield* readFile("/proc/1/environ");
  const container = failed(environ) ? undefined : /(?:^|\0)container=([^\0]+)/.exec(environ)?.[1];
  const vendor = yield* hypervisorVendor();
  const machine = vendor === null ? undefined : NAMES[vendor];
  const found = has("-v", "--vm") ? machine : has("-c", "--container") ? container : (container ?? machine);
  if (!has("-q", "--quiet")) yield* out(`${found ?? "none"}\n`);
  return found === undefined ? 1 : 0;
};
