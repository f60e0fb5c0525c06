// The sentences of captions, one record a language. A name is always followed by a fixed word, so that
// no Korean particle depends on how a name ends.

import type { IpcKind } from "../kernel/ipc/objects.ts";
import type { NsKind } from "../kernel/ns/namespace.ts";

export interface TraceWords {
  readonly process: (comm: string, pid: number) => string;
  readonly called: (who: string, call: string, ret: string) => string;
  readonly wrote: (who: string, fd: number, text: string) => string;
  readonly callFailed: (who: string, call: string, error: string) => string;
  readonly cloned: (parent: string, child: number) => string;
  readonly clonedInit: (parent: string, child: number) => string;
  readonly execed: (who: string, argv: string) => string;
  readonly exited: (who: string, status: number) => string;
  readonly killed: (who: string, signal: string) => string;
  readonly reaped: (pid: number) => string;
  readonly reparented: (who: string, to: string) => string;
  readonly limited: (who: string, limit: string, soft: string, hard: string) => string;
  readonly filtered: (who: string, mode: number) => string;
  readonly judged: (who: string, call: string, action: string) => string;
  readonly stopped: (who: string) => string;
  readonly continued: (who: string) => string;
  readonly slept: (who: string, call: string) => string;
  readonly nsCreated: (kind: NsKind) => string;
  readonly renamed: (from: string, to: string) => string;
  readonly pidNsDied: string;
  readonly signalSent: (signal: string, who: string) => string;
  readonly signalIgnored: (signal: string, who: string) => string;
  readonly created: (name: string) => string;
  readonly madeDirectory: (name: string) => string;
  readonly linked: (name: string) => string;
  readonly unlinked: (name: string) => string;
  readonly copiedUp: (name: string) => string;
  readonly ipcCreated: (kind: IpcKind) => string;
  readonly cgroupCreated: (name: string) => string;
  readonly cgroupRemoved: (name: string) => string;
  readonly migrated: (who: string, cgroup: string) => string;
  readonly oomKilled: (cgroup: string) => string;
  readonly pidsLimited: (cgroup: string) => string;
  readonly throttled: (cgroup: string) => string;
  readonly unthrottled: (cgroup: string) => string;
  readonly linkCreated: (device: string) => string;
  readonly linkDeleted: (device: string) => string;
  readonly linkMoved: (device: string) => string;
  readonly addressAdded: (device: string, address: string) => string;
  readonly packetSent: (device: string, from: string, to: string) => string;
  readonly packetDropped: (from: string, to: string) => string;
  readonly typed: (text: string) => string;
  readonly timePasses: (seconds: number) => string;
}

const NS_EN: Readonly<Record<NsKind, string>> = {
  mnt: "mount",
  pid: "PID",
  net: "network",
  uts: "UTS",
  ipc: "IPC",
  user: "user",
  cgroup: "cgroup",
  time: "time",
};

const NS_KO: Readonly<Record<NsKind, string>> = {
  mnt: "마운트",
  pid: "PID",
  net: "네트워크",
  uts: "UTS",
  ipc: "IPC",
  user: "사용자",
  cgroup: "cgroup",
  time: "시간",
};

const IPC_EN: Readonly<Record<IpcKind, string>> = {
  shm: "A shared memory segment",
  msg: "A message queue",
  sem: "A set of semaphores",
};

const IPC_KO: Readonly<Record<IpcKind, string>> = { shm: "공유 메모리", msg: "메시지 큐", sem: "세마포어" };

const ko: TraceWords = {
  process: (comm, pid) => `${comm}(${pid}) 프로세스`,
  called: (who, call, ret) => `${who}가 ${call} 호출을 하고 ${ret} 값을 돌려받습니다.`,
  wrote: (who, fd, text) => `${who}가 ${fd}번 디스크립터에 씁니다: “${text}”`,
  callFailed: (who, call, error) => `${who}의 ${call} 호출이 실패합니다: ${error}`,
  cloned: (parent, child) => `${parent}가 자식 프로세스 ${child}번을 만듭니다.`,
  clonedInit: (parent, child) =>
    `${parent}가 자식 프로세스를 만듭니다. 호스트에서는 ${child}번, 새 PID 네임스페이스에서는 1번입니다.`,
  execed: (who, argv) => `${who}가 이제 “${argv}” 명령을 실행합니다.`,
  exited: (who, status) => `${who}가 끝납니다. 종료 상태는 ${status}입니다.`,
  killed: (who, signal) => `${who}가 ${signal} 신호를 받아 죽습니다.`,
  reaped: (pid) => `부모가 ${pid}번의 종료 상태를 거두고, 이 번호는 다시 빕니다.`,
  reparented: (who, to) => `부모를 잃은 ${who}를 ${to}가 맡습니다.`,
  limited: (who, limit, soft, hard) =>
    `${who}의 ${limit} 한도가 바뀝니다: 지금 한도 ${soft}, 올릴 수 있는 한도 ${hard}.`,
  filtered: (who, mode) => `${who}가 seccomp(모드 ${mode})로 시스템 호출을 스스로 줄입니다. 되돌릴 수 없습니다.`,
  judged: (who, call, action) => `${who}의 ${call} 호출을 seccomp 필터가 판정합니다: ${action}.`,
  stopped: (who) => `${who}가 멈춥니다.`,
  continued: (who) => `${who}가 다시 움직입니다.`,
  slept: (who, call) => `${who}가 ${call} 안에서 기다립니다.`,
  nsCreated: (kind) => `새 ${NS_KO[kind]} 네임스페이스가 생깁니다.`,
  renamed: (from, to) => `이 UTS 네임스페이스의 호스트 이름이 바뀝니다: ${from} → ${to}`,
  pidNsDied: "PID 네임스페이스의 1번 프로세스가 끝나서, 커널이 그 안에 남은 프로세스를 모두 죽입니다.",
  signalSent: (signal, who) => `${signal} 신호를 ${who}에 보냅니다.`,
  signalIgnored: (signal, who) => `${who}는 ${signal} 신호를 무시합니다.`,
  created: (name) => `“${name}” 파일이 생깁니다.`,
  madeDirectory: (name) => `“${name}” 디렉터리가 생깁니다.`,
  linked: (name) => `“${name}” 링크가 생깁니다.`,
  unlinked: (name) => `“${name}” 이름이 지워집니다.`,
  copiedUp: (name) => `“${name}” 파일이 아래 층에서 맨 위 층으로 복사됩니다. 바꾸는 것은 이 복사본입니다.`,
  ipcCreated: (kind) => `이 IPC 네임스페이스에 ${IPC_KO[kind]} 하나가 생깁니다.`,
  cgroupCreated: (name) => `“${name}” cgroup이 생깁니다.`,
  cgroupRemoved: (name) => `“${name}” cgroup이 사라집니다.`,
  migrated: (who, cgroup) => `${who}를 “${cgroup}” cgroup으로 옮깁니다.`,
  oomKilled: (cgroup) => `“${cgroup}” cgroup의 메모리가 모자라서 커널이 그 안의 프로세스를 죽입니다.`,
  pidsLimited: (cgroup) => `“${cgroup}” cgroup의 프로세스 수가 한도에 닿아서 새 프로세스를 만들지 못합니다.`,
  throttled: (cgroup) => `“${cgroup}” cgroup이 이번 몫의 CPU 시간을 다 써서 기다립니다.`,
  unthrottled: (cgroup) => `“${cgroup}” cgroup이 다시 CPU를 쓸 수 있습니다.`,
  linkCreated: (device) => `“${device}” 네트워크 장치가 생깁니다.`,
  linkDeleted: (device) => `“${device}” 네트워크 장치가 사라집니다.`,
  linkMoved: (device) => `“${device}” 장치가 다른 네트워크 네임스페이스로 옮겨 갑니다.`,
  addressAdded: (device, address) => `“${device}” 장치에 ${address} 주소가 붙습니다.`,
  packetSent: (device, from, to) => `“${device}” 장치로 패킷이 나갑니다: ${from} → ${to}`,
  packetDropped: (from, to) => `패킷이 버려집니다: ${from} → ${to}`,
  typed: (text) => `입력: ${text}`,
  timePasses: (seconds) => `실행할 프로세스가 없어서 시계가 ${seconds.toFixed(3)}초로 건너뜁니다.`,
};

const en: TraceWords = {
  process: (comm, pid) => `${comm} (${pid})`,
  called: (who, call, ret) => `${who} calls ${call} and gets ${ret}.`,
  wrote: (who, fd, text) => `${who} writes to descriptor ${fd}: “${text}”.`,
  callFailed: (who, call, error) => `${who} calls ${call}, which fails: ${error}.`,
  cloned: (parent, child) => `${parent} makes a child, process ${child}.`,
  clonedInit: (parent, child) => `${parent} makes a child: process ${child} on the host, 1 in the new PID namespace.`,
  execed: (who, argv) => `${who} now runs “${argv}”.`,
  exited: (who, status) => `${who} ends with status ${status}.`,
  killed: (who, signal) => `${who} is killed by ${signal}.`,
  reaped: (pid) => `The parent collects the status of ${pid}, and the number is free.`,
  reparented: (who, to) => `${who} has lost its parent; ${to} takes it.`,
  limited: (who, limit, soft, hard) => `The limit ${limit} of ${who} is ${soft} now, and can go up to ${hard}.`,
  filtered: (who, mode) => `${who} gives up system calls with seccomp (mode ${mode}), for ever.`,
  judged: (who, call, action) => `A seccomp filter judges the call ${call} of ${who}: ${action}.`,
  stopped: (who) => `${who} stops.`,
  continued: (who) => `${who} goes on.`,
  slept: (who, call) => `${who} waits in ${call}.`,
  nsCreated: (kind) => `A new ${NS_EN[kind]} namespace exists.`,
  renamed: (from, to) => `The host name in this UTS namespace changes from “${from}” to “${to}”.`,
  pidNsDied: "Process 1 of the PID namespace has ended, so the kernel kills all the others in it.",
  signalSent: (signal, who) => `${signal} goes to ${who}.`,
  signalIgnored: (signal, who) => `${who} ignores ${signal}.`,
  created: (name) => `The file “${name}” is made.`,
  madeDirectory: (name) => `The directory “${name}” is made.`,
  linked: (name) => `The link “${name}” is made.`,
  unlinked: (name) => `The name “${name}” is removed.`,
  copiedUp: (name) => `The file “${name}” is copied up from a lower layer; what changes is the copy.`,
  ipcCreated: (kind) => `${IPC_EN[kind]} exists in this IPC namespace.`,
  cgroupCreated: (name) => `The cgroup “${name}” is made.`,
  cgroupRemoved: (name) => `The cgroup “${name}” is removed.`,
  migrated: (who, cgroup) => `${who} is moved to the cgroup “${cgroup}”.`,
  oomKilled: (cgroup) => `The cgroup “${cgroup}” is out of memory: the kernel kills a process in it.`,
  pidsLimited: (cgroup) => `The cgroup “${cgroup}” has as many processes as it may: no new one is made.`,
  throttled: (cgroup) => `The cgroup “${cgroup}” has used up its processor time of this period and waits.`,
  unthrottled: (cgroup) => `The cgroup “${cgroup}” may use the processor again.`,
  linkCreated: (device) => `The network device “${device}” exists.`,
  linkDeleted: (device) => `The network device “${device}” is gone.`,
  linkMoved: (device) => `The device “${device}” moves to another network namespace.`,
  addressAdded: (device, address) => `The device “${device}” has the address ${address}.`,
  packetSent: (device, from, to) => `A packet leaves by “${device}”: ${from} → ${to}`,
  packetDropped: (from, to) => `A packet is dropped: ${from} → ${to}`,
  typed: (text) => `Typed: ${text}`,
  timePasses: (seconds) => `No process can run, so the clock jumps to ${seconds.toFixed(3)} s.`,
};

export const traceWords = { ko, en } as const;
