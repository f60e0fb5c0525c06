// What the binary translator does, step by step, in words.

import type { BlockState } from "../virt/bt/life.ts";
import type { BtEvent } from "../virt/bt/state.ts";
import type { CodeKind } from "./code-pair.ts";
import type { Lang } from "./words.ts";

export interface TranslationWords {
  readonly kinds: Readonly<Record<CodeKind, string>>;
  readonly lives: Readonly<Record<BlockState, string>>;
  readonly entered: (n: number) => string;
  readonly executed: (kind: CodeKind, text: string) => string;
  readonly start: string;
  readonly asleep: string;
  /** `text`: the guest's instruction; `name`: the label of an address. */
  readonly event: (event: BtEvent, text: (address: number) => string, name: (address: number) => string) => string;
}

const ko: TranslationWords = {
  kinds: {
    ident: "그대로(IDENT)",
    "in-tc": "캐시 안에서 가상 CPU로",
    "call-out": "하이퍼바이저를 부름",
    exit: "블록을 나감",
    "look-up": "갈 곳을 찾음",
    direct: "번역하지 않고 그대로",
  },
  lives: { untranslated: "번역 전", translated: "번역됨", chained: "이어짐", retranslated: "다시 번역됨" },
  entered: (n) => `${n}번 들어옴`,
  executed: (kind, text) =>
    kind === "direct" ? `사용자 코드를 그대로 실행했습니다: ${text}.` : `캐시에서 실행했습니다: ${text}.`,
  start: "아직 아무것도 번역하지 않았습니다. 게스트의 프로그램이 링 3에서 시작하려 합니다.",
  asleep: "게스트가 hlt로 잠들었습니다.",
  event: (event, text, name) => {
    switch (event.type) {
      case "block.translated":
        return `블록 ${name(event.guest)}의 명령어 ${event.instructions}개를 번역해 캐시에 넣었습니다.`;
      case "block.found":
        return `블록 ${name(event.guest)}은 이미 캐시에 있습니다.`;
      case "exit.chained":
        return "지나온 출구를 고쳐 이 블록으로 바로 뛰게 했습니다. 다음부터는 하이퍼바이저를 거치지 않습니다.";
      case "vmm.called":
        if (event.service === "look-up") return "간접 분기입니다. 하이퍼바이저가 게스트 주소로 블록을 찾습니다.";
        if (event.service === "translate") return "아직 이어지지 않은 출구라서 하이퍼바이저로 나왔습니다.";
        if (event.service === "simulate")
          return `페이지 표에 쓰는 일을 하이퍼바이저가 부름으로 대신했습니다: ${text(event.of)}.`;
        return `하이퍼바이저가 가상 CPU에서 대신 실행했습니다: ${text(event.of)}.`;
      case "fault.taken":
        if (event.what === "hidden")
          return `${text(event.of)}에서 페이지 폴트가 났습니다. 섀도 표에만 없던 항목이라 하이퍼바이저가 채웠고, 게스트는 모릅니다.`;
        if (event.what === "trace") return `감시하는 페이지 표에 쓰다가 폴트가 났습니다: ${text(event.of)}.`;
        if (event.what === "guest") return `게스트 자신의 폴트입니다(${event.fault.name}).`;
        return `${text(event.of)}에서 트랩이 났습니다(${event.fault.name}).`;
      case "guest.faulted":
        return `하이퍼바이저가 게스트에 ${event.fault.name} 예외를 넘겼습니다.`;
      case "store.simulated":
        return `이 저장 명령은 자꾸 폴트를 내므로 블록을 다시 번역해 하이퍼바이저를 부르게 합니다: ${text(event.of)}.`;
      case "interrupt.taken":
        return `인터럽트(벡터 0x${event.vector.toString(16)})를 게스트에 넣었습니다.`;
      default:
        return event satisfies never;
    }
  },
};

const en: TranslationWords = {
  kinds: {
    ident: "as it is (IDENT)",
    "in-tc": "in place, on the virtual CPU",
    "call-out": "calls the hypervisor",
    exit: "leaves the block",
    "look-up": "looks up where to go",
    direct: "runs as it is, untranslated",
  },
  lives: {
    untranslated: "not translated",
    translated: "translated",
    chained: "chained",
    retranslated: "translated again",
  },
  entered: (n) => (n === 1 ? "entered once" : `entered ${n} times`),
  executed: (kind, text) => (kind === "direct" ? `User code ran as it is: ${text}.` : `Ran in the cache: ${text}.`),
  start: "Nothing is translated yet. The guest's program is about to begin in ring 3.",
  asleep: "The guest sleeps in hlt.",
  event: (event, text, name) => {
    switch (event.type) {
      case "block.translated":
        return `The ${event.instructions} instructions of block ${name(event.guest)} were translated into the cache.`;
      case "block.found":
        return `Block ${name(event.guest)} is in the cache already.`;
      case "exit.chained":
        return "The exit on the way was patched to jump straight to this block: from now on the hypervisor is not asked.";
      case "vmm.called":
        if (event.service === "look-up")
          return "An indirect branch: the hypervisor looks for the block of that guest address.";
        if (event.service === "translate") return "The exit is not chained yet, so it left for the hypervisor.";
        if (event.service === "simulate")
          return `The hypervisor played the write to a page table, by a call: ${text(event.of)}.`;
        return `The hypervisor played it on the virtual CPU: ${text(event.of)}.`;
      case "fault.taken":
        if (event.what === "hidden")
          return `A page fault at ${text(event.of)}: only the shadow table lacked the entry. The hypervisor filled it, and the guest does not know.`;
        if (event.what === "trace") return `A write to a traced page table faulted: ${text(event.of)}.`;
        if (event.what === "guest") return `A fault of the guest's own (${event.fault.name}).`;
        return `A trap at ${text(event.of)} (${event.fault.name}).`;
      case "guest.faulted":
        return `The hypervisor handed ${event.fault.name} on to the guest.`;
      case "store.simulated":
        return `This store faults again and again, so its block is translated once more, with a call in its place: ${text(event.of)}.`;
      case "interrupt.taken":
        return `An interrupt (vector 0x${event.vector.toString(16)}) was given to the guest.`;
      default:
        return event satisfies never;
    }
  },
};

export const TRANSLATION_WORDS: Readonly<Record<Lang, TranslationWords>> = { ko, en };
