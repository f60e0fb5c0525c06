// The words of the ledger's panel.

import type { Profile } from "../../machine/price.ts";
import type { TechniqueName } from "../../virt/technique.ts";
import type { PageWords } from "../i18n/page-words.ts";
import type { OtherWorld } from "./other-worlds.ts";

interface LedgerPanelWords {
  readonly title: string;
  readonly intro: string;
  readonly introWorlds: string;
  readonly compare: string;
  readonly sameEvents: string;
  readonly sameCommands: string;
  readonly worldsLegend: string;
  readonly worlds: Readonly<Record<OtherWorld, string>>;
  readonly noCommands: string;
  readonly typed: (n: number) => string;
  readonly computing: (world: string) => string;
  readonly stretch: string;
  readonly last: string;
  readonly whole: string;
  readonly machine: string;
  readonly profiles: Readonly<Record<Profile["name"], string>>;
  readonly techniques: string;
  readonly names: Readonly<Record<TechniqueName, string>>;
  readonly this: string;
  readonly noVmx: string;
  readonly legend: { readonly work: string; readonly price: string; readonly unmeasured: string };
  readonly table: (rows: number) => string;
  readonly columns: { readonly layer: string; readonly cause: string; readonly what: string };
  readonly total: string;
}

export const words: PageWords<LedgerPanelWords> = {
  ko: {
    title: "비용 장부",
    intro: "같은 이벤트에 든 CPU 사이클을 누가, 왜 썼는지에 따라 나눕니다. 막대의 축척은 모두 같습니다.",
    introWorlds:
      "여기서 입력한 명령을 다른 세계의 게스트에 그대로 입력합니다. 호스트가 한 일까지 모두 더한 사이클이며, 막대의 축척은 모두 같습니다.",
    compare: "비교할 것",
    sameEvents: "같은 이벤트, 다른 방식",
    sameCommands: "같은 명령, 다른 세계",
    worldsLegend: "세계",
    worlds: { bare: "가상화 없음", "vmware-2003": "VMware(이진 변환)", xen: "Xen", kvm: "KVM" },
    noCommands: "아직 입력한 명령이 없습니다.",
    typed: (n) => `명령 ${n}개를 다시 입력했습니다.`,
    computing: (world) => `${world}: 부팅하고 명령을 입력하는 중 …`,
    stretch: "구간",
    last: "마지막 명령",
    whole: "부팅 뒤 전체",
    machine: "기계",
    profiles: { modern: "최신(VT-x, EPT)", "2003": "2003년(VT-x 없음)" },
    techniques: "가상화 방식",
    names: {
      bare: "가상화 없음",
      bt: "이진 변환",
      xen: "반가상화(Xen)",
      kvm: "KVM(EPT)",
      "kvm-shadow": "KVM(섀도 페이지 테이블)",
    },
    this: "지금 이 머신",
    noVmx: "이 CPU에는 VT-x가 없습니다",
    legend: {
      work: "원래 할 일",
      price: "경계를 넘거나 가상화하느라 더 든 비용",
      unmeasured: "측정된 적이 없어 추정한 값",
    },
    table: (n) => `표로 보기(${n}줄)`,
    columns: { layer: "계층", cause: "이유", what: "무엇" },
    total: "합계(사이클)",
  },
  en: {
    title: "Ledger",
    intro: "Processor cycles of the same events, by who spent them and why. All bars have one scale.",
    introWorlds:
      "What was typed here is typed again in the guests of other worlds. Cycles of everything that ran, the host included. All bars have one scale.",
    compare: "Compare",
    sameEvents: "same events, another technique",
    sameCommands: "same commands, another world",
    worldsLegend: "Worlds",
    worlds: { bare: "bare machine", "vmware-2003": "VMware (translation)", xen: "Xen", kvm: "KVM" },
    noCommands: "Nothing has been typed yet.",
    typed: (n) => (n === 1 ? "1 command was typed again." : `${n} commands were typed again.`),
    computing: (world) => `${world}: booting, then typing …`,
    stretch: "Which part",
    last: "Last command",
    whole: "All since boot",
    machine: "Machine",
    profiles: { modern: "modern (VT-x, EPT)", "2003": "2003 (no VT-x)" },
    techniques: "Virtualized by",
    names: {
      bare: "nothing (bare)",
      bt: "binary translation",
      xen: "paravirtualization (Xen)",
      kvm: "KVM (EPT)",
      "kvm-shadow": "KVM (shadow page tables)",
    },
    this: "this machine",
    noVmx: "this processor has no VT-x",
    legend: {
      work: "the work itself",
      price: "the price of crossing a border or of pretending",
      unmeasured: "never measured: an estimate",
    },
    table: (n) => `As a table (${n} rows)`,
    columns: { layer: "Layer", cause: "Why", what: "What" },
    total: "Total (cycles)",
  },
};
