// One instruction run four ways, in words.

import type { Verdict, Way } from "../virt/explorer/explore.ts";
import type { Lang } from "./words.ts";

export interface InstructionWords {
  readonly ways: Readonly<Record<Way, string>>;
  readonly places: Readonly<Record<Way, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly should: (expected: string) => string;
  readonly unchanged: (field: string, value: string) => string;
  readonly changed: (field: string, before: string, after: string) => string;
  readonly wrong: (field: string, after: string, expected: string) => string;
  readonly trapped: (fault: string) => string;
  readonly exited: (reason: number, name: string) => string;
  readonly faulted: (fault: string) => string;
  readonly silent: string;
  readonly shouldFault: (fault: string) => string;
  readonly right: string;
  /** Of the run on a machine of the guest's own. */
  readonly measure: string;
  readonly before: string;
  readonly after: string;
}

const ko: InstructionWords = {
  ways: { native: "그대로", deprivileged: "권한을 낮춰", translated: "번역해서", "vt-x": "VT-x로" },
  places: {
    native: "링 0, 하이퍼바이저 없음",
    deprivileged: "게스트 커널이 링 1에서 실행",
    translated: "링 1, 번역 캐시의 코드",
    "vt-x": "링 0, 비루트(non-root) 모드",
  },
  verdicts: {
    "silently-wrong": "조용히 틀림",
    leaks: "호스트가 드러남",
    "trapped-and-emulated": "트랩해서 대신 실행",
    exits: "VM 종료(VM exit)",
    same: "혼자일 때와 같음",
  },
  should: (expected) => `${expected}이어야 함`,
  unchanged: (field, value) => `${field}: ${value}, 그대로`,
  changed: (field, before, after) => `${field}: ${before} → ${after}`,
  wrong: (field, after, expected) => `${field} 값은 ${after}입니다. 혼자 쓰는 기계였다면 ${expected}입니다.`,
  trapped: (fault) => `프로세서가 ${fault} 예외를 일으켜 하이퍼바이저가 대신 실행했습니다.`,
  exited: (reason, name) => `게스트를 빠져나왔습니다(사유 ${reason}, ${name}). KVM이 대신 실행하고 되돌아갑니다.`,
  faulted: (fault) => `게스트가 ${fault} 예외를 받습니다.`,
  silent: "트랩도 종료도 없었으므로 아무도 알지 못합니다.",
  shouldFault: (fault) => `혼자 쓰는 기계였다면 ${fault} 예외를 받았을 것입니다.`,
  right: "게스트가 보는 것이 모두 맞습니다.",
  measure: "이것이 기준입니다",
  before: "전",
  after: "후",
};

const en: InstructionWords = {
  ways: { native: "Natively", deprivileged: "Deprivileged", translated: "Translated", "vt-x": "Under VT-x" },
  places: {
    native: "ring 0, no hypervisor",
    deprivileged: "the guest's kernel in ring 1",
    translated: "ring 1, code from the translation cache",
    "vt-x": "ring 0, non-root mode",
  },
  verdicts: {
    "silently-wrong": "silently wrong",
    leaks: "shows the host",
    "trapped-and-emulated": "trapped and emulated",
    exits: "VM exit",
    same: "as on a machine of its own",
  },
  should: (expected) => `should be ${expected}`,
  unchanged: (field, value) => `${field}: ${value}, as before`,
  changed: (field, before, after) => `${field}: from ${before} to ${after}`,
  wrong: (field, after, expected) => `${field} says ${after}; on a machine of its own it would say ${expected}.`,
  trapped: (fault) => `The processor raised ${fault}, and the hypervisor played the instruction.`,
  exited: (reason, name) => `The guest was left (reason ${reason}, ${name}). KVM plays the instruction and goes back.`,
  faulted: (fault) => `The guest gets ${fault}.`,
  silent: "There was no trap and no exit, so nobody knows.",
  shouldFault: (fault) => `On a machine of its own it would get ${fault}.`,
  right: "All that the guest sees is right.",
  measure: "this is the measure",
  before: "before",
  after: "after",
};

export const INSTRUCTION_WORDS: Readonly<Record<Lang, InstructionWords>> = { ko, en };
