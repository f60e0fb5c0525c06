// Which organ of the kernel a system call is the business of, in one table.

import type { Organ } from "./words.ts";

const BY_ORGAN: Readonly<Record<Organ, string>> = {
  scheduler: `clone execve exit_group wait4 kill getpid getppid getpgid setpgid setsid getsid rt_sigaction
    rt_sigprocmask pause nanosleep alarm getuid geteuid getgid getegid getgroups setuid setgid setresuid setresgid
    setgroups capget capset pidfd_open prctl clock_gettime sched_yield getpriority setpriority sysinfo times gettid exit
    rt_sigpending rt_sigsuspend clock_nanosleep getresuid getresgid sched_getaffinity getrusage prlimit64 getrlimit setrlimit seccomp reboot syslog`,
  namespaces: "unshare setns sethostname setdomainname uname shmget msgget semget ipc_rmid",
  vfs: `openat stat lstat fstat getdents64 readlink mkdir rmdir unlink link symlink rename renameat2 chmod fchmod chown
    lchown fchown utimensat truncate ftruncate mknod access chdir fchdir getcwd chroot statfs copy_file_range mount
    umount2 pivot_root umask close read write lseek dup dup2 dup3 fcntl pipe2 ioctl poll flock sync fsync fdatasync fstatfs sendfile
    setxattr getxattr listxattr removexattr open_by_handle_at`,
  network: `socket bind listen accept4 connect sendto recvfrom shutdown getsockname setsockopt socketpair getpeername
    getsockopt rtnetlink nfnetlink sock_diag`,
  cgroup: "mmap madvise munmap bpf",
};

const ORGANS = new Map<string, Organ>();
for (const organ of Object.keys(BY_ORGAN) as Organ[]) {
  for (const call of BY_ORGAN[organ].split(/\s+/)) ORGANS.set(call, organ);
}

/** The organ that answers a call. Calls that no organ claims are the files' business, as most calls are. */
export function organOf(call: string): Organ {
  return ORGANS.get(call) ?? "vfs";
}

/** The calls that some organ claims by name. */
export const claimedCalls = (): ReadonlySet<string> => new Set(ORGANS.keys());
