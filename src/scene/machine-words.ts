// Words for several machines: houses in the house and what stands below them.

import type { How, Where } from "../kernel/machine/board.ts";
import type { MachineState } from "../kernel/machine/life.ts";
import type { Layer } from "../virt/ledger.ts";

export interface MachineWords {
  readonly all: string;
  readonly machines: (n: number) => string;
  readonly vm: string;
  readonly dom0: string;
  readonly domU: string;
  readonly guestKernel: string;
  readonly guestRoot: string;
  readonly guestPid: (pid: number) => string;
  readonly pretended: string;
  readonly vcpu: string;
  readonly hypervisor: string;
  readonly driver: (name: string) => string;
  readonly below: Readonly<Record<Where, string>>;
  readonly how: Readonly<Record<How, string>>;
  readonly where: Readonly<Record<Where, string>>;
  readonly state: Readonly<Record<MachineState, string>>;
  /** What a house that does not run says of itself. */
  readonly still: Readonly<Record<Exclude<MachineState, "running">, string>>;
  /** Below the name of the process that holds a house. */
  readonly held: string;
  readonly monitor: (comm: string, pid: number) => string;
  readonly machine: (name: string, how: How, state: MachineState, processes: number) => string;
  readonly world: (running: number, machines: number) => string;
  readonly layers: Readonly<Record<Layer, string>>;
  /** A call that goes no further than this kernel. */
  readonly notFurther: (hypervisor: string) => string;
  readonly facts: Readonly<Record<MachineFact, string>>;
  readonly nobody: string;
}

export type MachineFact = "how" | "where" | "parent" | "monitor" | "guests" | "hypervisor";

const HOW_KO: Record<How, string> = {
  none: "가상화 없음",
  "trap-and-emulate": "트랩 후 에뮬레이션(trap and emulate)",
  "binary-translation": "이진 변환(binary translation)",
  para: "반가상화(paravirtualization)",
  hardware: "하드웨어 지원(VT-x)",
};
const HOW_EN: Record<How, string> = {
  none: "not virtualized",
  "trap-and-emulate": "trap and emulate",
  "binary-translation": "binary translation",
  para: "paravirtualization",
  hardware: "hardware (VT-x)",
};

const STATE_KO: Record<MachineState, string> = {
  running: "실행 중",
  halted: "멈춤",
  panicked: "커널 패닉",
  off: "꺼짐",
  gone: "없어짐",
};
const STATE_EN: Record<MachineState, string> = {
  running: "running",
  halted: "halted",
  panicked: "panicked",
  off: "off",
  gone: "gone",
};

const ko: MachineWords = {
  all: "모든 머신",
  machines: (n) => `머신 ${n}대`,
  vm: "가상 머신",
  dom0: "도메인 0 · 드라이버를 맡음",
  domU: "도메인 U",
  guestKernel: "게스트 커널",
  guestRoot: "게스트 루트 파일 시스템",
  guestPid: (pid) => `게스트 ${pid}`,
  pretended: "가상 하드웨어",
  vcpu: "vCPU",
  hypervisor: "하이퍼바이저",
  driver: (name) => `${name} 드라이버`,
  below: {
    none: "",
    "on-hardware": "하드웨어 바로 위",
    hosted: "호스트 프로세스 안",
    "in-kernel": "호스트 커널 안",
  },
  how: HOW_KO,
  where: {
    none: "하이퍼바이저 없음",
    "on-hardware": "하드웨어 바로 위",
    hosted: "호스트의 프로세스",
    "in-kernel": "호스트 커널 안",
  },
  state: STATE_KO,
  still: {
    halted: "CPU가 멈춰 있습니다",
    panicked: "커널 패닉: 이 집만 멈췄습니다",
    off: "전원이 꺼져 있습니다",
    gone: "이제 없습니다",
  },
  held: "호스트의 프로세스 하나가 이 집을 담고 있음",
  monitor: (comm, pid) => `${comm} ${pid}: 이 집을 담은 호스트 프로세스`,
  machine: (name, how, state, n) =>
    `머신 ${name}, ${HOW_KO[how]}, ${STATE_KO[state]}${state === "running" ? `, 프로세스 ${n}개` : ""}`,
  world: (running, n) => `머신 ${n}대 가운데 ${running}대가 실행 중입니다.`,
  layers: {
    user: "사용자 코드",
    "guest-kernel": "게스트 커널",
    hypervisor: "하이퍼바이저",
    "host-kernel": "호스트 커널",
    device: "장치",
  },
  notFurther: (hypervisor) => `${hypervisor}: 이 길에 없음`,
  facts: {
    how: "가상화 방식",
    where: "하이퍼바이저 자리",
    parent: "담고 있는 머신",
    monitor: "돌리는 프로세스",
    guests: "안에 있는 머신",
    hypervisor: "하이퍼바이저",
  },
  nobody: "없음",
};

const en: MachineWords = {
  all: "all machines",
  machines: (n) => (n === 1 ? "1 machine" : `${n} machines`),
  vm: "virtual machine",
  dom0: "domain 0 · has the drivers",
  domU: "domain U",
  guestKernel: "guest kernel",
  guestRoot: "guest root file system",
  guestPid: (pid) => `guest ${pid}`,
  pretended: "virtual hardware",
  vcpu: "vCPU",
  hypervisor: "hypervisor",
  driver: (name) => `${name} driver`,
  below: {
    none: "",
    "on-hardware": "on the hardware",
    hosted: "in a host process",
    "in-kernel": "in the host kernel",
  },
  how: HOW_EN,
  where: {
    none: "no hypervisor",
    "on-hardware": "right on the hardware",
    hosted: "a process of the host",
    "in-kernel": "in the host's kernel",
  },
  state: STATE_EN,
  still: {
    halted: "the processor is halted",
    panicked: "kernel panic: only this house stands still",
    off: "switched off",
    gone: "gone",
  },
  held: "one process of the host holds this house",
  monitor: (comm, pid) => `${comm} ${pid}: the host process that holds this house`,
  machine: (name, how, state, n) =>
    `machine ${name}, ${HOW_EN[how]}, ${STATE_EN[state]}${
      state === "running" ? `, ${n} ${n === 1 ? "process" : "processes"}` : ""
    }`,
  world: (running, n) => `${running} of ${n} machines ${running === 1 ? "is" : "are"} running.`,
  layers: {
    user: "user code",
    "guest-kernel": "guest kernel",
    hypervisor: "hypervisor",
    "host-kernel": "host kernel",
    device: "device",
  },
  notFurther: (hypervisor) => `${hypervisor} is not on this path`,
  facts: {
    how: "virtualized by",
    where: "hypervisor sits",
    parent: "guest of",
    monitor: "run by",
    guests: "guests",
    hypervisor: "hypervisor",
  },
  nobody: "nobody",
};

export const MACHINE_WORDS = { ko, en } as const;
