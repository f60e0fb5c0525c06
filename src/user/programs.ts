// Every program that the model has, by the name that a file's stand-in gives (boot/elf.ts). A file whose program is not
// here can be seen and opened; run, it says that it is not modelled.

import { ATTR } from "./attr/all.ts";
import { AWK } from "./awk/all.ts";
import { busyboxMain } from "./busybox/busybox.ts";
import { COREUTILS } from "./coreutils/all.ts";
import { CUTAWAY } from "./cutaway/all.ts";
import { DIFFUTILS } from "./diffutils/all.ts";
import { FINDUTILS } from "./findutils/all.ts";
import { GREP } from "./grep/all.ts";
import { HOSTNAME } from "./hostname/all.ts";
import { daemonMain } from "./init/daemon.ts";
import { detectVirtMain } from "./init/detect-virt.ts";
import { kernelInitMain } from "./init/kernel-init.ts";
import { sshdMain, sshdSessionMain } from "./init/sshd.ts";
import { systemctlMain } from "./init/systemctl.ts";
import { systemdMain } from "./init/systemd.ts";
import { IPROUTE2 } from "./iproute2/all.ts";
import { IPTABLES } from "./iptables/all.ts";
import { IPUTILS } from "./iputils/all.ts";
import { ldSoMain } from "./ld-so/ld-so.ts";
import { LIBC_BIN } from "./libc-bin/all.ts";
import { LIBCAP } from "./libcap/all.ts";
import { LIBVIRT } from "./libvirt/all.ts";
import { LMBENCH } from "./lmbench/all.ts";
import { NETCAT } from "./netcat/all.ts";
import { OCI } from "./oci/all.ts";
import { PROCPS } from "./procps/all.ts";
import type { Main } from "./program.ts";
import { PSMISC } from "./psmisc/all.ts";
import { QEMU } from "./qemu/all.ts";
import { SED } from "./sed/all.ts";
import { ashMain, bashMain, dashMain } from "./sh/main.ts";
import { SYS } from "./sys/all.ts";
import { UTIL_LINUX } from "./util-linux/all.ts";
import { VMWARE } from "./vmware/all.ts";
import { XEN } from "./xen/all.ts";

export const PROGRAMS: Readonly<Record<string, Main>> = {
  ...ATTR,
  ...AWK,
  ...COREUTILS,
  ...CUTAWAY,
  ...DIFFUTILS,
  ...FINDUTILS,
  ...GREP,
  ...HOSTNAME,
  ...IPROUTE2,
  ...IPTABLES,
  ...IPUTILS,
  ...LIBC_BIN,
  ...LIBCAP,
  ...LIBVIRT,
  ...LMBENCH,
  ...NETCAT,
  ...OCI,
  ...PROCPS,
  ...PSMISC,
  ...QEMU,
  ...SED,
  ...SYS,
  ...UTIL_LINUX,
  ...VMWARE,
  ...XEN,
  ash: ashMain,
  bash: bashMain,
  busybox: busyboxMain,
  cron: daemonMain,
  dash: dashMain,
  "kernel-init": kernelInitMain,
  "ld-so": ldSoMain,
  sshd: sshdMain,
  "sshd-session": sshdSessionMain,
  systemctl: systemctlMain,
  systemd: systemdMain,
  "systemd-detect-virt": detectVirtMain,
  "systemd-journald": daemonMain,
};
