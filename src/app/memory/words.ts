import type { Moment } from "../../virt/walks/page-story.ts";
import type { PageWords } from "../i18n/page-words.ts";

const en = {
  title: "Page walks",
  lead: "A processor that does not know where an address lies reads the page tables. In a virtual machine every table of the guest lies at an address that itself has to be translated.",
  mode: "The guest's tables",
  modes: { "32-bit": "2 levels (i386)", pae: "3 levels (PAE)", "4-level": "4 levels", "5-level": "5 levels" },
  guestPage: "The guest's page",
  ept: "Levels of the EPT",
  hostPage: "The host's pages",
  size: (bytes: number) =>
    bytes >= 2 ** 30 ? `${bytes / 2 ** 30} GiB` : bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 1024} KiB`,
  question: (guest: number, ept: number) =>
    `The guest's tables have ${guest} levels, the EPT ${ept}. How often does the processor read a page table to find one byte?`,
  formula: (guest: number, ept: number) =>
    `Each of the guest's ${guest} entries costs a walk of ${ept} through the EPT before it can be read, and the page at the end costs one more: (${guest} + 1) × (${ept} + 1) − 1.`,
  address: "The address, cut as the guest's levels read it",
  offset: "byte",
  walks: "One reference at a time",
  hidden: "Answer the question above, then walk.",
  start: "Nothing has been read yet. CR3 tells where the first table is.",
  found: "Found. The TLB remembers it: the next access reads no table at all.",
  native: "Without virtualization",
  nested: "Nested: the guest's tables and the EPT",
  shadow: "Shadow tables",
  owners: {
    host: "the kernel's own tables",
    guest: "the guest's tables",
    hypervisor: "the hypervisor's tables",
  },
  firstTime: (nested: number, shadow: number) =>
    `Before this walk could succeed, the guest was left ${nested === 1 ? "once" : `${nested} times`} for the EPT to be filled, and ${shadow === 1 ? "once" : `${shadow} times`} for the shadow.`,
  story: "What the guest is left for",
  storyLead:
    "Nested tables make each walk longer. Shadow tables keep it short, and pay whenever the guest touches its own tables. The same moments in both, run one after the other: KVM with EPT on a processor of today, KVM with shadow tables on the first processors with VT-x.",
  moment: "The guest",
  eptColumn: "EPT",
  shadowColumn: "Shadow",
  reason: (n: number) => `exit reason ${n}`,
  total: "In all",
  again: "The same moments once more, on the same memory",
  none: "stays in the guest",
  exits: (n: number) => (n === 1 ? "1 exit" : `${n} exits`),
  moments: {
    "first-touch": "reads a page for the first time",
    "touch-again": "reads it again",
    "first-write": "writes to it for the first time",
    "map-page": "its kernel maps another page: writes one entry of a table",
    "touch-mapped": "reads that page",
    "write-protect": "its kernel makes the first page read-only, as fork does, and tells the TLB (INVLPG)",
    "write-protected": "writes to the read-only page: a page fault that is the guest's own",
    "switch-away": "its kernel switches to another process (MOV to CR3)",
    "other-touches": "that process reads a page",
    "switch-back": "its kernel switches back",
    "touch-after": "the first process reads a page that it knew",
    undo: "its kernel undoes what it changed: two entries, two INVLPG",
  } as Readonly<Record<Moment, string>>,
  because: {
    "ept-violation": "EPT violation: no entry yet",
    "hidden-fault": "page fault: only the shadow lacked it",
    "true-fault": "page fault: the guest's own, handed on to it",
    "trace-fault": "write to a traced table",
  },
  instruction: "the instruction exits",
  sources:
    "Sources: Intel SDM Vol. 3, chapters 4 and 28; KVM of Linux 2.6.20 (shadow) and 6.1 (EPT). “Up to twenty-four sequential memory accesses”: Stojkovic et al., ASPLOS 2022. Simplified: no caches of upper levels, which in real processors shorten most walks; and the guest’s memory is fresh, while a real kernel has touched its tables when it wrote them.",
};

const ko: typeof en = {
  title: "페이지 워크",
  lead: "주소가 어디에 있는지 모르는 프로세서는 페이지 표(page table)를 읽습니다. 가상 머신 안에서는 게스트의 표가 놓인 주소도 다시 번역해야 합니다.",
  mode: "게스트의 페이지 표",
  modes: { "32-bit": "2단계(i386)", pae: "3단계(PAE)", "4-level": "4단계", "5-level": "5단계" },
  guestPage: "게스트의 페이지",
  ept: "EPT의 단계",
  hostPage: "호스트의 페이지",
  size: (bytes) =>
    bytes >= 2 ** 30 ? `${bytes / 2 ** 30} GiB` : bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 1024} KiB`,
  question: (guest, ept) =>
    `게스트의 표는 ${guest}단계, EPT는 ${ept}단계입니다. 바이트 하나를 찾으려고 프로세서가 페이지 표를 몇 번 읽습니까?`,
  formula: (guest, ept) =>
    `게스트의 항목 ${guest}개를 하나 읽을 때마다 먼저 EPT를 ${ept}번 읽어야 하고, 마지막 페이지를 찾을 때도 그렇습니다. (${guest} + 1) × (${ept} + 1) − 1번입니다.`,
  address: "게스트의 단계마다 읽는 주소의 조각",
  offset: "바이트",
  walks: "한 번씩 읽어 보기",
  hidden: "위 질문에 답하면 걸어 볼 수 있습니다.",
  start: "아직 아무것도 읽지 않았습니다. 첫 표가 어디 있는지는 CR3가 압니다.",
  found: "찾았습니다. TLB가 기억하므로 다음 접근에는 표를 한 번도 읽지 않습니다.",
  native: "가상화 없이",
  nested: "중첩(nested): 게스트의 표와 EPT",
  shadow: "섀도 페이지 표(shadow page table)",
  owners: { host: "커널의 표", guest: "게스트의 표", hypervisor: "하이퍼바이저의 표" },
  firstTime: (nested, shadow) =>
    `이 워크가 성공하기까지 EPT를 채우느라 게스트를 ${nested}번, 섀도를 채우느라 ${shadow}번 빠져나왔습니다.`,
  story: "무엇 때문에 게스트를 빠져나오는가",
  storyLead:
    "중첩 표는 워크를 길게 만듭니다. 섀도 표는 워크가 짧은 대신, 게스트가 자기 표를 건드릴 때마다 값을 치릅니다. 같은 순간들을 두 방식으로 차례로 실행했습니다. 한쪽은 요즘 프로세서에서 EPT를 쓰는 KVM이고, 다른 쪽은 VT-x를 갖춘 첫 프로세서에서 섀도 표를 쓰는 KVM입니다.",
  moment: "게스트가 하는 일",
  eptColumn: "EPT",
  shadowColumn: "섀도",
  reason: (n) => `종료 사유 ${n}`,
  total: "모두",
  again: "같은 메모리에서 같은 일을 한 번 더 하면",
  none: "게스트 안에서 끝남",
  exits: (n) => `${n}번`,
  moments: {
    "first-touch": "페이지를 처음 읽습니다",
    "touch-again": "다시 읽습니다",
    "first-write": "처음으로 씁니다",
    "map-page": "커널이 페이지를 하나 더 매핑합니다. 표의 항목을 하나 씁니다",
    "touch-mapped": "그 페이지를 읽습니다",
    "write-protect": "커널이 fork 때처럼 첫 페이지를 읽기 전용으로 바꾸고 TLB에 알립니다(INVLPG)",
    "write-protected": "읽기 전용 페이지에 씁니다. 게스트 자신의 페이지 폴트입니다",
    "switch-away": "커널이 다른 프로세스로 바꿉니다(MOV to CR3)",
    "other-touches": "그 프로세스가 페이지를 읽습니다",
    "switch-back": "커널이 처음 프로세스로 되돌아옵니다",
    "touch-after": "처음 프로세스가 알던 페이지를 읽습니다",
    undo: "커널이 바꾼 것을 되돌립니다. 항목 둘을 쓰고 INVLPG를 두 번 합니다",
  },
  because: {
    "ept-violation": "EPT 위반: 아직 항목이 없음",
    "hidden-fault": "페이지 폴트: 섀도에만 없었음",
    "true-fault": "페이지 폴트: 게스트의 것이라 되돌려 줌",
    "trace-fault": "감시하는 표에 씀",
  },
  instruction: "명령어 자체가 빠져나옴",
  sources:
    "출처: Intel SDM Vol. 3의 4장과 28장, 리눅스 2.6.20(섀도)과 6.1(EPT)의 KVM. 24번: Stojkovic 등, ASPLOS 2022. 단순화: 실제 프로세서에서 워크를 대부분 짧게 해 주는 상위 단계 캐시는 없습니다. 게스트의 메모리는 아무도 건드리지 않은 것으로 시작합니다. 실제 커널이라면 표를 쓸 때 이미 건드렸을 것입니다.",
};

export const words: PageWords<typeof en> = { ko, en };
