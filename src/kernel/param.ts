// Every limit of the kernel, one a line, with its unit and where it comes from.

export const HOSTNAME_MAX = 64; // bytes; __NEW_UTS_LEN, include/uapi/linux/utsname.h
export const XATTR_NAME_MAX = 255; // bytes in the name of an extended attribute; include/uapi/linux/limits.h
export const XATTR_SIZE_MAX = 65536; // bytes in its value
export const NAME_MAX = 255; // bytes in a file name; include/uapi/linux/limits.h
export const PATH_MAX = 4096; // bytes in a path, the final NUL included; include/uapi/linux/limits.h
export const SYMLINK_MAX = 40; // links followed in one walk; MAXSYMLINKS, include/linux/namei.h
export const PIPE_SIZE = 65536; // bytes; pipe(7), "Pipe capacity"
export const PIPE_BUF = 4096; // bytes written atomically; pipe(7)
export const PID_MAX = 32768; // /proc/sys/kernel/pid_max, proc(5)
export const TASKS_MAX = 10813; // tasks; what systemd gives a user's slice (TasksMax=33% of 32768), here for all tasks together
export const PID_NS_DEPTH = 32; // MAX_PID_NS_LEVEL, include/linux/pid_namespace.h
export const USER_NS_DEPTH = 33; // create_user_ns(), kernel/user_namespace.c: "parent_ns->level > 32"
export const OPEN_MAX = 1024; // descriptors a process may hold; RLIMIT_NOFILE's soft default, getrlimit(2)
export const COMM_LEN = 15; // bytes of /proc/PID/comm; TASK_COMM_LEN less the NUL
export const SCRIPT_DEPTH = 5; // #! interpreters in a row; exec_binprm(), fs/exec.c: "depth > 5"

// The model's clock. A system call takes one tick whatever it does: what each really
// costs belongs to the machine it runs on, and is accounted there.
export const SYSCALL_NS = 1000; // virtual nanoseconds a system call
export const SLICE = 64; // system calls a task may make before another runnable one is chosen
export const DOMAIN_SLICE = 256; // steps that Xen gives a domain before another runnable one; the credit scheduler's are 30 ms
export const EPOCH_S = 1_798_761_600; // wall clock at boot: 2027-01-01 00:00:00 UTC, after the kernel was built
export const FILE_MAX = 256 * 2 ** 20; // bytes; largest offset that can be written. Less than ext4's 16 TiB: kept in memory
export const NS_INUM_BASE = 4026532177; // the first namespaces of a Debian host have the numbers from here on; volatile in recordings
export const MOUNT_MAX = 10_000; // mounts in a namespace; Linux: 100,000 (fs.mount-max), but here each is an event
export const SOMAXCONN = 4096; // connections that may wait for accept(2); net.core.somaxconn
export const PORT_FIRST = 32768; // net.ipv4.ip_local_port_range: "32768 60999"
export const PORT_LAST = 60999;
export const PORT_UNPRIVILEGED = 1024; // net.ipv4.ip_unprivileged_port_start
export const SOCKET_BUFFER = 131072; // bytes that wait at a receiver before a sender must wait; net.ipv4.tcp_rmem's default
export const TIME_WAIT_NS = 60e9; // TCP_TIMEWAIT_LEN, include/net/tcp.h: "about 60 seconds"
