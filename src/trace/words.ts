// The sentences of captions, one record a language. A name is always followed by a fixed word, so that
// no Korean particle depends on how a name ends.

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
  reaped: (pid) => `부모가 ${pid}번의 종료 상태를 거두고, 이 번호는 다시 비게 됩니다.`,
  reparented: (who, to) => `부모를 잃은 ${who}를 ${to}가 맡습니다.`,
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
  typed: (text) => `Typed: ${text}`,
  timePasses: (seconds) => `No process can run, so the clock jumps to ${seconds.toFixed(3)} s.`,
};

export const traceWords = { ko, en } as const;
