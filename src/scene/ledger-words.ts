// Words for what work cost.

import type { Mark } from "../machine/price.ts";
import type { Cause, Layer } from "../virt/ledger.ts";
import type { Lang } from "./words.ts";

export interface LedgerWords {
  readonly title: string;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly marks: Readonly<Record<Mark, string>>;
  /** "1.2M cycles" */
  readonly cycles: (n: string) => string;
  readonly times: (n: string) => string;
  readonly ratio: (n: string, first: string) => string;
  readonly least: string;
  readonly nothing: string;
  readonly sentence: (name: string, cycles: string, shares: string) => string;
  readonly share: (layer: string, percent: number) => string;
  readonly estimated: (percent: number) => string;
}

const ko: LedgerWords = {
  title: "비용 장부",
  causes: {
    work: "원래 할 일",
    crossing: "경계 통과",
    trap: "트랩",
    "vm-exit": "VM 엑시트(VM exit)",
    hypercall: "하이퍼콜(hypercall)",
    bounce: "하이퍼바이저를 거침",
    "world-switch": "월드 스위치(world switch)",
    translation: "변환",
    shadow: "섀도 페이지 테이블",
    walk: "페이지 워크",
    copy: "복사",
    interrupt: "인터럽트",
    emulation: "장치 흉내 내기",
  },
  marks: { measured: "측정값", derived: "측정값에서 계산", unmeasured: "측정된 적 없음(추정)" },
  cycles: (n) => `${n} 사이클`,
  times: (n) => `${n}회`,
  ratio: (n, first) => `${first}의 ${n}배`,
  least: "기준",
  nothing: "이 구간에는 비용이 없습니다.",
  sentence: (name, cycles, shares) => `${name}: ${cycles}. ${shares}.`,
  share: (layer, percent) => `${layer} ${percent}%`,
  estimated: (percent) => `그중 ${percent}%는 아무도 잰 적이 없는 추정값`,
};

const en: LedgerWords = {
  title: "Ledger",
  causes: {
    work: "the work itself",
    crossing: "crossing",
    trap: "trap",
    "vm-exit": "VM exit",
    hypercall: "hypercall",
    bounce: "bounce through the hypervisor",
    "world-switch": "world switch",
    translation: "translation",
    shadow: "shadow page tables",
    walk: "page walk",
    copy: "copy",
    interrupt: "interrupt",
    emulation: "device emulation",
  },
  marks: { measured: "measured", derived: "derived from measurements", unmeasured: "never measured (estimate)" },
  cycles: (n) => `${n} cycles`,
  times: (n) => (n === "1" ? "1 event" : `${n} events`),
  ratio: (n, first) => `${n} times ${first}`,
  least: "reference",
  nothing: "Nothing was spent in this stretch.",
  sentence: (name, cycles, shares) => `${name}: ${cycles}; ${shares}.`,
  share: (layer, percent) => `${layer} ${percent}%`,
  estimated: (percent) => `${percent}% of it an estimate that nobody has measured`,
};

export const LEDGER_WORDS: Readonly<Record<Lang, LedgerWords>> = { ko, en };

export const LAYERS: readonly Layer[] = ["user", "guest-kernel", "hypervisor", "host-kernel", "device"];
