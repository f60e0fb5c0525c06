// What a device's driver does and what becomes of it, in words.

import type { Exit } from "../virt/devices/exit.ts";
import { EXIT_REASON } from "../virt/devices/exit.ts";
import type { Counts, HandledAccess, HandledInterrupt } from "../virt/devices/handled.ts";
import type { Lang } from "./words.ts";

export interface TrafficWords {
  readonly access: (register: string, direction: "read" | "write", value: string) => string;
  readonly by: (by: string, context: HandledAccess["context"]) => string;
  readonly reach: (exit: Exit) => string;
  readonly how: Readonly<Record<HandledInterrupt["how"], string>>;
  readonly interrupt: (line: string, how: HandledInterrupt["how"]) => string;
  readonly dma: (what: string, bytes: number) => string;
  readonly direction: Readonly<Record<"read" | "write", string>>;
  readonly finished: string;
  readonly sum: (device: string, counts: Counts, copied: number) => string;
  /** The same under Xen, where there is no register. */
  readonly sumXen: (device: string, counts: Counts, copied: number) => string;
}

/** A number with its thousands apart, the same in both languages. */
const number = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

const CONTEXT_KO: Readonly<Record<HandledAccess["context"], string>> = {
  process: "프로세스",
  interrupt: "인터럽트 처리기",
  softirq: "softirq",
  frontend: "프런트엔드",
  backend: "백엔드",
};
const CONTEXT_EN: Readonly<Record<HandledAccess["context"], string>> = {
  process: "process",
  interrupt: "interrupt handler",
  softirq: "softirq",
  frontend: "frontend",
  backend: "backend",
};

const reason = ({ reason }: Exit): string => (reason === undefined ? "" : `${EXIT_REASON[reason]} ${reason}`);

const ko: TrafficWords = {
  access: (register, direction, value) => (direction === "write" ? `${register} ← ${value}` : `${register} → ${value}`),
  by: (by, context) => `${by} · ${CONTEXT_KO[context]}`,
  reach: (exit) =>
    exit.to === "none"
      ? "게스트 안에서 끝납니다."
      : exit.to === "in-kernel"
        ? `VM 종료(${reason(exit)}). 호스트 커널 안에서 끝납니다: ${exit.handler}.`
        : exit.to === "to-userspace"
          ? `VM 종료(${reason(exit)}). 사용자 공간의 장치 모델까지 갑니다: ${exit.handler}.`
          : "하이퍼콜입니다. Xen이 처리합니다.",
  how: {
    posted: "프로세서가 바로 전달(posted)",
    "on-entry": "다시 들어갈 때 전달",
    kicked: "게스트를 나오게 해서 전달",
    woken: "잠든 게스트를 깨워 전달",
    event: "이벤트 채널",
  },
  interrupt: (line, how) => `인터럽트 ${line}: ${ko.how[how]}.`,
  dma: (what, bytes) => `${what === "data" ? "데이터" : what}, ${number(bytes)} B`,
  direction: { read: "장치가 메모리를 읽음(DMA)", write: "장치가 메모리에 씀(DMA)" },
  finished: "요청이 끝남",
  sum: (device, { accesses, exits, toUserspace, interrupts }, copied) =>
    `${device}: 레지스터 접근 ${number(accesses)}번, 게스트를 빠져나온 횟수 ${number(exits)}번, 장치 모델까지 간 횟수 ${number(toUserspace)}번, 인터럽트 ${number(interrupts)}번, 복사 ${number(copied)} B.`,
  sumXen: (device, { accesses, interrupts }, copied) =>
    `${device}: 하이퍼콜 ${number(accesses)}번, 이벤트 ${number(interrupts)}번, 복사 ${number(copied)} B. 레지스터는 없습니다.`,
};

const en: TrafficWords = {
  access: ko.access,
  by: (by, context) => `${by} · ${CONTEXT_EN[context]}`,
  reach: (exit) =>
    exit.to === "none"
      ? "It stays in the guest."
      : exit.to === "in-kernel"
        ? `A VM exit (${reason(exit)}), finished in the host's kernel: ${exit.handler}.`
        : exit.to === "to-userspace"
          ? `A VM exit (${reason(exit)}) as far as the device model in user space: ${exit.handler}.`
          : "A hypercall; Xen does it.",
  how: {
    posted: "posted: the processor delivers it",
    "on-entry": "delivered at the next entry",
    kicked: "the guest is made to leave for it",
    woken: "the halted guest is woken",
    event: "event channel",
  },
  interrupt: (line, how) => `Interrupt ${line}: ${en.how[how]}.`,
  dma: (what, bytes) => `${what}, ${number(bytes)} B`,
  direction: { read: "the device reads memory (DMA)", write: "the device writes memory (DMA)" },
  finished: "the request is finished",
  sum: (device, { accesses, exits, toUserspace, interrupts }, copied) =>
    `${device}: ${plural(accesses, "register access", "register accesses")}, the guest left ${plural(exits, "time")}, ${plural(toUserspace, "trip")} to the device model, ${plural(interrupts, "interrupt")}, ${number(copied)} B copied.`,
  sumXen: (device, { accesses, interrupts }, copied) =>
    `${device}: ${plural(accesses, "hypercall")}, ${plural(interrupts, "event")}, ${number(copied)} B copied. There are no registers.`,
};

export const TRAFFIC_WORDS: Readonly<Record<Lang, TrafficWords>> = { ko, en };
