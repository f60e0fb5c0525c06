// Signals, x86-64 numbers, and what the kernel does with one that a process neither
// catches nor ignores: signal(7), "Standard signals".

export type SigNo = number;

/** Names without SIG, by number; index 0 is the null signal of kill(2). */
export const SIGNAL_NAMES = [
  "0",
  "HUP",
  "INT",
  "QUIT",
  "ILL",
  "TRAP",
  "ABRT",
  "BUS",
  "FPE",
  "KILL",
  "USR1",
  "SEGV",
  "USR2",
  "PIPE",
  "ALRM",
  "TERM",
  "STKFLT",
  "CHLD",
  "CONT",
  "STOP",
  "TSTP",
  "TTIN",
  "TTOU",
  "URG",
  "XCPU",
  "XFSZ",
  "VTALRM",
  "PROF",
  "WINCH",
  "POLL",
  "PWR",
  "SYS",
] as const;

export const NSIG = 64;

export const SIGHUP = 1;
export const SIGINT = 2;
export const SIGQUIT = 3;
export const SIGABRT = 6;
export const SIGKILL = 9;
export const SIGUSR1 = 10;
export const SIGSEGV = 11;
export const SIGUSR2 = 12;
export const SIGPIPE = 13;
export const SIGALRM = 14;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIGCONT = 18;
export const SIGSTOP = 19;
export const SIGTSTP = 20;
export const SIGTTIN = 21;
export const SIGTTOU = 22;
export const SIGXFSZ = 25;
export const SIGSYS = 31;

/** sigdescr_np(3): what a shell says of a process that a signal ended. */
export const SIGNAL_TEXT: Readonly<Record<SigNo, string>> = {
  1: "Hangup",
  2: "Interrupt",
  3: "Quit",
  4: "Illegal instruction",
  5: "Trace/breakpoint trap",
  6: "Aborted",
  7: "Bus error",
  8: "Floating point exception",
  9: "Killed",
  10: "User defined signal 1",
  11: "Segmentation fault",
  12: "User defined signal 2",
  13: "Broken pipe",
  14: "Alarm clock",
  15: "Terminated",
  16: "Stack fault",
  17: "Child exited",
  18: "Continued",
  19: "Stopped (signal)",
  20: "Stopped",
  21: "Stopped (tty input)",
  22: "Stopped (tty output)",
  23: "Urgent I/O condition",
  24: "CPU time limit exceeded",
  25: "File size limit exceeded",
  26: "Virtual timer expired",
  27: "Profiling timer expired",
  28: "Window changed",
  29: "I/O possible",
  30: "Power failure",
  31: "Bad system call",
};

export type DefaultAction = "terminate" | "core" | "ignore" | "stop" | "continue";

/** "The entries in the Action column" - signal(7) */
export function defaultAction(sig: SigNo): DefaultAction {
  switch (sig) {
    case 17:
    case 23:
    case 28:
      return "ignore";
    case 18:
      return "continue";
    case 19:
    case 20:
    case 21:
    case 22:
      return "stop";
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
    case 11:
    case 24:
    case 25:
    case 31:
      return "core";
    default:
      return "terminate";
  }
}

/** The number of "TERM", "SIGTERM", "15", "RTMIN+1"; null where there is no such signal. */
export function signalNumber(name: string): SigNo | null {
  if (/^\d+$/.test(name)) return Number(name) <= NSIG ? Number(name) : null;
  const bare = name.toUpperCase().replace(/^SIG/, "");
  const rt = /^RTM(IN|AX)(?:([+-])(\d+))?$/.exec(bare);
  if (rt) return (rt[1] === "IN" ? 34 : 64) + (rt[2] === "-" ? -1 : 1) * Number(rt[3] ?? 0);
  if (bare === "IO") return 29;
  if (bare === "CLD") return 17;
  const n = (SIGNAL_NAMES as readonly string[]).indexOf(bare);
  return n > 0 ? n : null;
}

/** "TERM" for 15. */
export function signalName(sig: SigNo): string {
  return SIGNAL_NAMES[sig] ?? (sig >= 34 && sig <= 64 ? (sig === 34 ? "RTMIN" : `RTMIN+${sig - 34}`) : String(sig));
}

// The status word of wait(2).
export const statusOfExit = (code: number): number => (code & 0xff) << 8;
export const statusOfSignal = (sig: SigNo, core = false): number => sig | (core ? 0x80 : 0);
export const statusOfStop = (sig: SigNo): number => (sig << 8) | 0x7f;
export const WIFEXITED = (s: number): boolean => (s & 0x7f) === 0;
export const WEXITSTATUS = (s: number): number => (s >> 8) & 0xff;
export const WIFSTOPPED = (s: number): boolean => (s & 0xff) === 0x7f;
export const WSTOPSIG = (s: number): number => (s >> 8) & 0xff;
export const WIFSIGNALED = (s: number): boolean => !WIFEXITED(s) && !WIFSTOPPED(s) && s !== 0xffff;
export const WTERMSIG = (s: number): number => s & 0x7f;
