import type { How, Where } from "../../kernel/machine/board.ts";
import type { MemoryTechnique, Reason } from "../../virt/where.ts";
import type { PageWords } from "../i18n/page-words.ts";

const en = {
  title: "Where it sits, and how it works",
  note: "Two choices that do not depend on each other: where the hypervisor sits, and how it pretends a machine. What each pair comes to depends on the processor and on the guest's kernel.",
  machine: "Machine",
  machines: { "pc-2003": "PC of 2003", "pc-2006": "with VT-x, of 2006", modern: "64-bit, with EPT" },
  kernel: "The guest's kernel",
  kernels: { unchanged: "unchanged", ported: "ported to the hypervisor" },
  corner: "where \\ how",
  where: {
    "on-hardware": "on the hardware",
    hosted: "hosted, as a program",
    "in-kernel": "in the host's kernel",
  } as Readonly<Record<Exclude<Where, "none">, string>>,
  how: {
    "trap-and-emulate": "trap and emulate",
    "binary-translation": "binary translation",
    para: "para-virtualization",
    hardware: "hardware assistance",
  } as Readonly<Record<Exclude<How, "none">, string>>,
  reasons: {
    "no-hypervisor-to-do-it": "Nobody is there to do it.",
    "no-technique": "It has no technique.",
    "sensitive-instructions-do-not-trap": "Some sensitive instructions of x86 do not trap.",
    "no-vmx": "The processor has no VT-x.",
    "guest-kernel-not-ported": "The guest's kernel was not changed for it.",
    "no-segment-limits-in-long-mode": "In 64-bit mode no segment limit protects the translator.",
  } as Readonly<Record<Reason, string>>,
  noExample: "would work; no product that we know",
  memory: {
    direct: "page tables: the guest's own, checked",
    shadow: "page tables: shadows",
    "two-dimensional": "page tables: nested",
    mmap: "page tables: none, the host maps",
    none: "",
  } as Readonly<Record<MemoryTechnique, string>>,
};

const ko: typeof en = {
  title: "어디에 있고, 어떻게 하는지",
  note: "하이퍼바이저가 어디에 있는지와 기계를 어떻게 흉내 내는지는 서로 상관없는 두 가지 선택입니다. 짝지은 결과는 CPU와 게스트 커널에 따라 달라집니다.",
  machine: "컴퓨터",
  machines: { "pc-2003": "2003년 PC", "pc-2006": "VT-x가 있는 2006년 PC", modern: "EPT가 있는 64비트 PC" },
  kernel: "게스트 커널",
  kernels: { unchanged: "고치지 않음", ported: "하이퍼바이저에 맞게 고침" },
  corner: "위치 \\ 방식",
  where: { "on-hardware": "하드웨어 위", hosted: "호스트의 프로그램", "in-kernel": "호스트의 커널 안" },
  how: {
    "trap-and-emulate": "트랩 앤드 에뮬레이트",
    "binary-translation": "이진 변환",
    para: "반가상화",
    hardware: "하드웨어 지원",
  },
  reasons: {
    "no-hypervisor-to-do-it": "할 하이퍼바이저가 없습니다.",
    "no-technique": "쓸 방식이 없습니다.",
    "sensitive-instructions-do-not-trap": "x86에는 트랩이 일어나지 않는 민감 명령어가 있습니다.",
    "no-vmx": "CPU에 VT-x가 없습니다.",
    "guest-kernel-not-ported": "게스트 커널을 고치지 않았습니다.",
    "no-segment-limits-in-long-mode": "64비트 모드에는 변환기를 지켜 줄 세그먼트 한계가 없습니다.",
  },
  noExample: "할 수는 있지만 아는 제품이 없습니다",
  memory: {
    direct: "페이지 테이블: 게스트의 것을 검사해서 그대로",
    shadow: "페이지 테이블: 섀도",
    "two-dimensional": "페이지 테이블: 중첩",
    mmap: "페이지 테이블: 없음, 호스트가 매핑",
    none: "",
  },
};

export const words: PageWords<typeof en> = { ko, en };
