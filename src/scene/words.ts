// The words that stand in the pictures and in their descriptions, in both languages.

import type { NsKind } from "../kernel/ns/namespace.ts";
import type { TaskState } from "../kernel/task/life.ts";
import { MACHINE_WORDS, type MachineWords } from "./machine-words.ts";

export type Lang = "ko" | "en";

/** An organ of a kernel: the part that a system call is the business of. */
export type Organ = "scheduler" | "namespaces" | "cgroup" | "vfs" | "network";

/** Closed; closed by the enclosing room; open; closed for the next child only. */
export type ShutterState = "own" | "inherited" | "open" | "next";

export interface Words {
  readonly host: string;
  readonly yard: string;
  readonly kernel: string;
  readonly hardware: string;
  readonly organs: Readonly<Record<Organ, string>>;
  readonly memory: string;
  readonly disk: string;
  readonly nic: string;
  readonly idle: string;
  readonly queue: string;
  readonly queueEmpty: string;
  readonly jail: string;
  readonly hostRoot: string;
  readonly copied: string;
  readonly empty: string;
  readonly ownMount: string;
  readonly seenThrough: string;
  readonly proc: (outside: boolean) => string;
  readonly more: (n: number) => string;
  readonly moreRooms: (n: number) => string;
  readonly processes: (n: number) => string;
  readonly mounts: (n: number) => string;
  readonly groups: (n: number) => string;
  readonly devices: (n: number) => string;
  readonly namespaces: (n: number, added: number) => string;
  readonly hostPid: (pid: number) => string;
  readonly states: Readonly<Record<TaskState, string>>;
  readonly ns: Readonly<Record<NsKind, string>>;
  readonly shutter: (kind: NsKind, state: ShutterState) => string;
  readonly process: (comm: string, pid: number, state: TaskState) => string;
  readonly ghost: (comm: string, pid: number) => string;
  readonly room: (name: string, processes: number, closed: readonly NsKind[]) => string;
  readonly house: (processes: number, rooms: number, inside: number) => string;
  readonly house2: (rooms: readonly { readonly name: string; readonly closed: readonly NsKind[] }[]) => string;
  readonly timeline: (from: number, to: number, now: number) => string;
  readonly lanes: Readonly<Record<LaneName, string>>;
  readonly facts: Readonly<Record<Fact, string>>;
  readonly shared: string;
  readonly own: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly file: string;
  readonly descriptor: (fd: number, target: string) => string;
  readonly machines: MachineWords;
}

export type LaneName = "processes" | "guest" | "kernel" | "files" | "hardware";

export type Fact =
  | "pid"
  | "pidOnHost"
  | "parent"
  | "state"
  | "waits"
  | "command"
  | "program"
  | "root"
  | "cwd"
  | "user"
  | "capabilities"
  | "namespaces"
  | "files"
  | "terminal"
  | "id"
  | "hostname"
  | "members"
  | "owner"
  | "level"
  | "init"
  | "source"
  | "type"
  | "build"
  | "options"
  | "where"
  | "size"
  | "mode"
  | "inode"
  | "release"
  | "running"
  | "queue"
  | "mounts"
  | "processes"
  | "sees"
  | "closed";

const KINDS_KO: Record<NsKind, string> = {
  mnt: "마운트",
  pid: "PID",
  net: "네트워크",
  uts: "호스트 이름(UTS)",
  ipc: "IPC",
  user: "사용자",
  cgroup: "cgroup",
  time: "시간",
};

const KINDS_EN: Record<NsKind, string> = {
  mnt: "mount",
  pid: "PID",
  net: "network",
  uts: "host name (UTS)",
  ipc: "IPC",
  user: "user",
  cgroup: "cgroup",
  time: "time",
};

const SHUTTER_KO = {
  own: "따로 가짐",
  inherited: "바깥 방과 함께 씀",
  open: "호스트와 함께 씀",
  next: "다음 자식부터 따로 가짐",
};
const SHUTTER_EN = {
  own: "its own",
  inherited: "shared with the enclosing room",
  open: "shared with the host",
  next: "its own from the next child on",
};

const STATES_KO: Record<TaskState, string> = {
  runnable: "실행 대기",
  running: "실행 중",
  sleeping: "잠듦",
  stopped: "멈춤",
  zombie: "좀비",
  dead: "사라짐",
};
const STATES_EN: Record<TaskState, string> = {
  runnable: "runnable",
  running: "running",
  sleeping: "sleeping",
  stopped: "stopped",
  zombie: "zombie",
  dead: "dead",
};

const ko: Words = {
  host: "호스트",
  yard: "벽이 없는 마당",
  kernel: "호스트 커널",
  hardware: "하드웨어",
  organs: { scheduler: "스케줄러", namespaces: "네임스페이스", cgroup: "cgroup", vfs: "VFS", network: "네트워크" },
  memory: "메모리",
  disk: "디스크",
  nic: "NIC",
  idle: "쉼",
  queue: "대기",
  queueEmpty: "기다리는 프로세스 없음",
  jail: "chroot 감옥",
  hostRoot: "호스트 루트 파일 시스템",
  copied: "직접 넣은 파일",
  empty: "빈 디렉터리",
  ownMount: "이 방만의 마운트",
  seenThrough: "/proc으로 보이는 바깥 프로세스",
  proc: (outside) => (outside ? "바깥 프로세스가 보임" : "이 방의 프로세스만 보임"),
  more: (n) => `+${n}개 더`,
  moreRooms: (n) => `방 ${n}개 더`,
  processes: (n) => `프로세스 ${n}개`,
  mounts: (n) => `마운트 ${n}개`,
  groups: (n) => `그룹 ${n}개`,
  devices: (n) => `장치 ${n}개`,
  namespaces: (n, added) => (added > 0 ? `8 + ${added}개` : `${n}개`),
  hostPid: (pid) => `호스트 ${pid}`,
  states: STATES_KO,
  ns: KINDS_KO,
  shutter: (kind, state) => `${KINDS_KO[kind]} 네임스페이스: ${SHUTTER_KO[state]}`,
  process: (comm, pid, state) => `${pid}번 프로세스 ${comm}, ${STATES_KO[state]}`,
  ghost: (comm, pid) => `바깥의 ${pid}번 프로세스 ${comm}, 이 방의 /proc으로 보임`,
  room: (name, n, closed) =>
    `방 ${name}, 프로세스 ${n}개, ${closed.length > 0 ? `따로 가진 네임스페이스: ${closed.join(" ")}` : "벽 없음"}`,
  house: (n, rooms, inside) =>
    rooms === 0
      ? `프로세스 ${n}개가 벽 없이 호스트 커널 하나를 함께 씁니다.`
      : `프로세스 ${n}개가 호스트 커널 하나를 함께 씁니다. 그중 ${inside}개는 방 ${rooms}개 안에 있습니다.`,
  house2: (rooms) =>
    rooms
      .map(({ name, closed }) =>
        closed.length > 0
          ? `${name}: ${closed.join(" ")} 네임스페이스를 따로 가짐`
          : `${name}: 루트만 다르고 벽이 없음`,
      )
      .join("; "),
  timeline: (from, to, now) => `이벤트 ${from}부터 ${to}까지의 타임라인, 지금은 ${now}`,
  lanes: { processes: "프로세스", guest: "게스트 커널", kernel: "호스트 커널", files: "파일", hardware: "하드웨어" },
  facts: {
    pid: "여기서 쓰는 번호",
    pidOnHost: "호스트에서 쓰는 번호",
    parent: "부모",
    state: "상태",
    waits: "기다리는 호출",
    command: "명령줄",
    program: "실행 파일",
    root: "루트 디렉터리",
    cwd: "작업 디렉터리",
    user: "사용자",
    capabilities: "권한(capability)",
    namespaces: "네임스페이스",
    files: "열린 파일",
    terminal: "터미널",
    id: "번호",
    hostname: "호스트 이름",
    members: "속한 프로세스",
    owner: "소유한 사용자 네임스페이스",
    level: "깊이",
    init: "1번 프로세스",
    source: "원본",
    type: "종류",
    build: "빌드",
    options: "옵션",
    where: "위치",
    size: "크기",
    mode: "모드",
    inode: "아이노드",
    release: "릴리스",
    running: "실행 중",
    queue: "실행 대기",
    mounts: "마운트",
    processes: "프로세스",
    sees: "보이는 바깥 프로세스",
    closed: "따로 가진 것",
  },
  shared: "호스트와 같음",
  own: "따로",
  none: "없음",
  yes: "예",
  no: "아니요",
  file: "파일",
  descriptor: (fd, target) => `${fd}번 → ${target}`,
  machines: MACHINE_WORDS.ko,
};

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const en: Words = {
  host: "host",
  yard: "the yard: no walls",
  kernel: "host kernel",
  hardware: "hardware",
  organs: { scheduler: "scheduler", namespaces: "namespaces", cgroup: "cgroup", vfs: "VFS", network: "network" },
  memory: "RAM",
  disk: "disk",
  nic: "NIC",
  idle: "idle",
  queue: "queue",
  queueEmpty: "nobody waits",
  jail: "chroot jail",
  hostRoot: "host root file system",
  copied: "put there by hand",
  empty: "empty directory",
  ownMount: "mounted in this room only",
  seenThrough: "outside, seen through /proc",
  proc: (outside) => (outside ? "outside processes show" : "shows this room only"),
  more: (n) => `+${n} more`,
  moreRooms: (n) => `+${plural(n, "room")}`,
  processes: (n) => plural(n, "process", "processes"),
  mounts: (n) => plural(n, "mount"),
  groups: (n) => plural(n, "group"),
  devices: (n) => plural(n, "device"),
  namespaces: (n, added) => (added > 0 ? `8 + ${added}` : `${n}`),
  hostPid: (pid) => `host ${pid}`,
  states: STATES_EN,
  ns: KINDS_EN,
  shutter: (kind, state) => `${KINDS_EN[kind]} namespace: ${SHUTTER_EN[state]}`,
  process: (comm, pid, state) => `process ${pid} ${comm}, ${STATES_EN[state]}`,
  ghost: (comm, pid) => `outside process ${pid} ${comm}, seen through this room's /proc`,
  room: (name, n, closed) =>
    `room ${name}, ${plural(n, "process", "processes")}, ${
      closed.length > 0 ? `namespaces of its own: ${closed.join(" ")}` : "no walls"
    }`,
  house: (n, rooms, inside) =>
    rooms === 0
      ? `${plural(n, "process", "processes")} on one host kernel, with no walls between them.`
      : `${plural(n, "process", "processes")} on one host kernel; ${inside} of them in ${plural(rooms, "room")}.`,
  house2: (rooms) =>
    rooms
      .map(({ name, closed }) =>
        closed.length > 0 ? `${name}: own ${closed.join(" ")} namespace` : `${name}: another root, no walls`,
      )
      .join("; "),
  timeline: (from, to, now) => `timeline of events ${from} to ${to}, now at ${now}`,
  lanes: { processes: "processes", guest: "guest kernel", kernel: "host kernel", files: "files", hardware: "hardware" },
  facts: {
    pid: "number here",
    pidOnHost: "number on the host",
    parent: "parent",
    state: "state",
    waits: "waits for",
    command: "command line",
    program: "program file",
    root: "root",
    cwd: "working directory",
    user: "user",
    capabilities: "capabilities",
    namespaces: "namespaces",
    files: "open files",
    terminal: "terminal",
    id: "id",
    hostname: "host name",
    members: "processes in it",
    owner: "owning user namespace",
    level: "depth",
    init: "process 1",
    source: "source",
    type: "type",
    build: "build",
    options: "options",
    where: "place",
    size: "size",
    mode: "mode",
    inode: "inode",
    release: "release",
    running: "running",
    queue: "run queue",
    mounts: "mounts",
    processes: "processes",
    sees: "outside processes it sees",
    closed: "its own",
  },
  shared: "same as the host",
  own: "own",
  none: "none",
  yes: "yes",
  no: "no",
  file: "file",
  descriptor: (fd, target) => `${fd} → ${target}`,
  machines: MACHINE_WORDS.en,
};

export const WORDS: Readonly<Record<Lang, Words>> = { ko, en };
