// The sentences about whole machines. As in words.ts, a fixed word follows each name.

import type { How } from "../kernel/machine/board.ts";

export interface MachineWords {
  readonly created: Readonly<Record<How, (name: string) => string>>;
  readonly started: (name: string) => string;
  readonly firmware: (name: string, text: string) => string;
  readonly loader: (name: string) => string;
  readonly kernel: (name: string, text: string) => string;
  readonly halted: Readonly<Record<"halt" | "power-off" | "restart", (name: string) => string>>;
  readonly panicked: (name: string, message: string) => string;
  readonly removed: (name: string) => string;
  readonly entered: (name: string, who: string) => string;
  readonly exitedIo: (name: string, who: string, text: string) => string;
  readonly exitedPower: (name: string, who: string) => string;
  readonly exitedReset: (name: string, who: string) => string;
  readonly exitedIdle: (name: string, who: string) => string;
  readonly exitedSlice: (name: string, who: string) => string;
  readonly chosen: (name: string) => string;
  readonly console: (name: string) => string;
}

const ko: MachineWords = {
  created: {
    none: (name) => `“${name}” 컴퓨터가 생깁니다.`,
    "trap-and-emulate": (name) => `“${name}” 가상 머신이 생깁니다. 특권 명령은 트랩에 걸려 흉내 내어집니다.`,
    "binary-translation": (name) => `“${name}” 가상 머신이 생깁니다. 이 안의 커널 코드는 번역되어 실행됩니다.`,
    para: (name) => `Xen 위에 “${name}” 도메인이 생깁니다. 이 안의 커널은 하이퍼콜을 쓰도록 고쳐진 것입니다.`,
    hardware: (name) => `“${name}” 가상 머신이 생깁니다. 이 안의 코드는 CPU의 비루트 모드에서 그대로 실행됩니다.`,
  },
  started: (name) => `“${name}” 머신의 전원이 켜집니다.`,
  firmware: (name, text) => `“${name}” 머신의 펌웨어: “${text}”`,
  loader: (name) => `“${name}” 머신이 디스크에서 커널을 읽어 압축을 풉니다.`,
  kernel: (name, text) => `“${name}” 머신의 커널: “${text}”`,
  halted: {
    halt: (name) => `“${name}” 머신의 커널이 CPU를 멈춥니다.`,
    "power-off": (name) => `“${name}” 머신의 커널이 전원을 끄라고 합니다.`,
    restart: (name) => `“${name}” 머신의 커널이 머신을 다시 시작하라고 합니다.`,
  },
  panicked: (name, message) =>
    `“${name}” 머신의 커널이 더 나아가지 못합니다: ${message}. 다른 머신은 그대로 움직입니다.`,
  removed: (name) => `“${name}” 머신이 사라집니다. 이 머신인 척하던 프로세스가 없어졌기 때문입니다.`,
  entered: (name, who) => `${who}가 CPU를 “${name}” 게스트에 넘깁니다. 이제 게스트의 코드가 실행됩니다.`,
  exitedIo: (name, who, text) => `“${name}” 게스트가 직렬 포트에 써서 CPU가 ${who}로 돌아옵니다: “${text}”`,
  exitedPower: (name, who) => `“${name}” 게스트가 전원 관리 레지스터에 써서 CPU가 ${who}로 돌아옵니다.`,
  exitedReset: (name, who) => `“${name}” 게스트가 리셋 레지스터에 써서 CPU가 ${who}로 돌아옵니다.`,
  exitedIdle: (name, who) => `“${name}” 게스트는 할 일이 없어 HLT를 실행하고, CPU가 ${who}로 돌아옵니다.`,
  exitedSlice: (name, who) => `“${name}” 게스트의 차례가 끝나 CPU가 ${who}로 돌아옵니다.`,
  chosen: (name) => `Xen이 CPU를 “${name}” 도메인에 줍니다.`,
  console: (name) => `dom0이 “${name}” 도메인의 콘솔에 나온 글자를 가져갑니다.`,
};

const en: MachineWords = {
  created: {
    none: (name) => `The machine “${name}” exists.`,
    "trap-and-emulate": (name) =>
      `The virtual machine “${name}” exists; its privileged instructions will trap and be emulated.`,
    "binary-translation": (name) => `The virtual machine “${name}” exists; the code of its kernel will be translated.`,
    para: (name) => `The domain “${name}” exists on Xen; its kernel was changed to make hypercalls.`,
    hardware: (name) =>
      `The virtual machine “${name}” exists; its code will run as it is, in the processor's non-root mode.`,
  },
  started: (name) => `The machine “${name}” is switched on.`,
  firmware: (name, text) => `The firmware of “${name}” says “${text}”.`,
  loader: (name) => `“${name}” reads its kernel from the disk and unpacks it.`,
  kernel: (name, text) => `The kernel of “${name}” says “${text}”.`,
  halted: {
    halt: (name) => `The kernel of “${name}” halts its processor.`,
    "power-off": (name) => `The kernel of “${name}” asks for its power to be cut.`,
    restart: (name) => `The kernel of “${name}” asks for a reset.`,
  },
  panicked: (name, message) => `The kernel of “${name}” cannot go on: ${message}. All other machines do.`,
  removed: (name) => `The machine “${name}” is gone, for nobody pretends it any more.`,
  entered: (name, who) => `${who} gives the processor to the guest “${name}”: now the guest's code runs.`,
  exitedIo: (name, who, text) =>
    `The guest “${name}” writes to its serial port, and the processor is back with ${who}: “${text}”.`,
  exitedPower: (name, who) =>
    `The guest “${name}” writes to its power register, and the processor is back with ${who}.`,
  exitedReset: (name, who) =>
    `The guest “${name}” writes to its reset register, and the processor is back with ${who}.`,
  exitedIdle: (name, who) =>
    `The guest “${name}” has nothing to do and executes HLT: the processor is back with ${who}.`,
  exitedSlice: (name, who) => `The turn of the guest “${name}” is over: the processor is back with ${who}.`,
  chosen: (name) => `Xen gives the processor to the domain “${name}”.`,
  console: (name) => `dom0 takes what the domain “${name}” has written to its console.`,
};

export const machineWords = { ko, en } as const;
