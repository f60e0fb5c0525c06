import type { PageWords } from "../i18n/page-words.ts";
import type { Tool } from "./tools.ts";

const en = {
  title: "Explore",
  lead: "Five mechanisms under the lessons, each taken apart. What you see is run by the same model that runs the lessons; change its state and run it again.",
  label: "Explorers",
  tools: {
    instructions: "Instructions",
    translation: "Translation cache",
    memory: "Page walks",
    devices: "Device traffic",
    paper: "Model and paper",
  } as Readonly<Record<Tool, string>>,
  about: {
    instructions:
      "What popf does in ring 0, in ring 1, translated, and under VT‑x. Which instructions lie without a trap.",
    translation: "Guest code beside the code that really runs, line by line, block by block.",
    memory: "4 references to find a byte, 24 inside a virtual machine. Walk them one at a time.",
    devices: "One 4 KiB write, one packet: every register access, and which of them leave the guest.",
    paper: "Every published time of the Xen paper beside what the model computes, errors included.",
  } as Readonly<Record<Tool, string>>,
  step: {
    label: "Steps",
    first: "To the first step",
    back: "One step back",
    forward: "One step forward",
    last: "To the last step",
    play: "Play",
    pause: "Pause",
    position: "Step",
    of: (n: number, of: number) => `${n} / ${of}`,
  },
  predict: {
    show: "Show me",
    right: "Right.",
    wrong: (answer: string) => `The model says: ${answer}.`,
    answer: (answer: string) => `${answer}.`,
  },
  copy: "Copy link to this view",
  marks: { measured: "measured", derived: "derived", unmeasured: "unmeasured" },
};

const ko: typeof en = {
  title: "탐구",
  lead: "레슨 밑에서 돌아가는 다섯 가지를 하나씩 뜯어봅니다. 레슨을 실행하는 바로 그 모델이 여기서도 실행됩니다. 상태를 바꾸고 다시 실행해 보십시오.",
  label: "탐구 페이지",
  tools: {
    instructions: "명령어",
    translation: "번역 캐시",
    memory: "페이지 워크",
    devices: "장치 접근",
    paper: "모델과 논문",
  },
  about: {
    instructions:
      "popf가 링 0에서, 링 1에서, 번역되어, VT‑x에서 각각 무엇을 하는지 봅니다. 트랩 없이 조용히 틀리는 명령어를 찾습니다.",
    translation: "게스트 코드와 실제로 실행되는 코드를 나란히 놓고 한 줄씩, 한 블록씩 따라갑니다.",
    memory: "바이트 하나를 찾는 데 4번, 가상 머신 안에서는 24번 메모리를 읽습니다. 한 번씩 걸어 봅니다.",
    devices: "4 KiB 쓰기 한 번, 패킷 하나. 레지스터 접근을 모두 보고 그중 무엇이 게스트를 빠져나오는지 셉니다.",
    paper: "Xen 논문에 실린 시간을 모두 모델의 값 옆에 놓습니다. 틀린 것도 그대로 보입니다.",
  },
  step: {
    label: "단계",
    first: "첫 단계로",
    back: "한 단계 뒤로",
    forward: "한 단계 앞으로",
    last: "마지막 단계로",
    play: "재생",
    pause: "멈춤",
    position: "단계",
    of: (n, of) => `${n} / ${of}`,
  },
  predict: {
    show: "바로 보기",
    right: "맞습니다.",
    wrong: (answer) => `모델의 답은 ${answer}입니다.`,
    answer: (answer) => `답은 ${answer}입니다.`,
  },
  copy: "지금 화면의 링크 복사",
  marks: { measured: "측정값", derived: "계산값", unmeasured: "측정된 적 없음" },
};

export const words: PageWords<typeof en> = { ko, en };
