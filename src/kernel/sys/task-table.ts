import { sysSyslog } from "../machine/log.ts";
import { sysReboot } from "../machine/panic.ts";
import { clone } from "../task/clone.ts";
import { wait4 } from "../task/wait.ts";
import { sysBpf } from "./bpf.ts";
import { full, simplified } from "./call.ts";
import * as cred from "./cred.ts";
import { sysExecve } from "./execve.ts";
import { sysExitGroup } from "./exit.ts";
import { sysMadvise, sysMmap, sysMunmap } from "./memory.ts";
import { sysPidfdOpen } from "./pidfd.ts";
import { sysGetpriority, sysSetpriority } from "./priority.ts";
import { sysGetrlimit, sysPrlimit64, sysSetrlimit } from "./rlimit.ts";
import { sysSeccomp } from "./seccomp.ts";
import * as task from "./task.ts";

export const TASK_CALLS = {
  clone: simplified(
    clone,
    "A process never shares memory, descriptors or its directory with another: threads are not modelled. All processes together are limited as systemd limits those of one user (10813).",
  ),
  execve: simplified(sysExecve, "A program is a stand-in that names its code, its loader and its libraries."),
  exit_group: full(sysExitGroup),
  wait4: simplified(wait4, "No resource usage; __WALL and the like are refused with EINVAL."),
  kill: full(task.sysKill),
  syslog: simplified(sysSyslog, "SYSLOG_ACTION_READ_ALL only. What a machine says at boot are a few of its lines."),
  reboot: simplified(sysReboot, "RESTART, HALT and POWER_OFF only; nothing waits on a disk to be written."),
  pidfd_open: simplified(sysPidfdOpen, "For setns(2) only: poll(2) on it says always ready. No flags."),
  getpid: full(task.sysGetpid),
  getppid: full(task.sysGetppid),
  getpgid: full(task.sysGetpgid),
  setpgid: full(task.sysSetpgid),
  setsid: full(task.sysSetsid),
  getsid: full(task.sysGetsid),
  rt_sigaction: simplified(task.sysRtSigaction, "SA_RESTART only; no siginfo, no alternate stack."),
  rt_sigprocmask: full(task.sysRtSigprocmask),
  pause: full(task.sysPause),
  nanosleep: simplified(task.sysNanosleep, "The time that was left is not reported."),
  alarm: full(task.sysAlarm),
  clock_gettime: simplified(task.sysClockGettime, "One clock: virtual nanoseconds since boot."),
  sched_yield: simplified(task.sysSchedYield, "Does nothing: the scheduler takes turns by counted calls."),
  getpriority: full(sysGetpriority),
  setpriority: simplified(
    sysSetpriority,
    "The value is kept and shown; the scheduler weighs cgroups, not single processes.",
  ),
  prctl: simplified(
    task.sysPrctl,
    "PR_SET_NAME, PR_GET_NAME, PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_GET_SECUREBITS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_GET_SECCOMP, PR_SET_SECCOMP and PR_SET_NO_NEW_PRIVS only.",
  ),
  mmap: simplified(
    sysMmap,
    "Private anonymous memory, or a file from its beginning, shared; at an address that the kernel chooses.",
  ),
  munmap: simplified(sysMunmap, "A mapping of a file, as a whole; a part of one is refused with EINVAL."),
  madvise: simplified(
    sysMadvise,
    "MADV_POPULATE_WRITE only. It stands for a program's writing to its memory, which needs no call.",
  ),
  prlimit64: simplified(
    sysPrlimit64,
    "Enforced: RLIMIT_NOFILE, NPROC, FSIZE, STACK (of arguments) and NICE. The others are kept, inherited and shown.",
  ),
  getrlimit: full(sysGetrlimit),
  setrlimit: simplified(sysSetrlimit, "As prlimit64."),
  seccomp: simplified(
    sysSeccomp,
    "A filter is a list of rules, by names of calls and numbers among their arguments, as libseccomp takes them, not a BPF program. No flags, no listener; SECCOMP_RET_LOG writes no log.",
  ),
  bpf: simplified(
    sysBpf,
    "BPF_PROG_ATTACH of a program of type BPF_PROG_TYPE_CGROUP_DEVICE only, given as a list of rules; a second one replaces the first.",
  ),
  sysinfo: simplified(task.sysSysinfo, "Memory in use is not accounted: all of it is reported free."),
  times: simplified(task.sysTimes, "Children's time is not added up."),
  getuid: full(cred.sysGetuid),
  geteuid: full(cred.sysGeteuid),
  getgid: full(cred.sysGetgid),
  getegid: full(cred.sysGetegid),
  getgroups: full(cred.sysGetgroups),
  setuid: full(cred.sysSetuid),
  setgid: full(cred.sysSetgid),
  setresuid: full(cred.sysSetresuid),
  setresgid: full(cred.sysSetresgid),
  setgroups: full(cred.sysSetgroups),
  capget: full(cred.sysCapget),
  capset: full(cred.sysCapset),
};
