import type { PageWords } from "../i18n/page-words.ts";

export type Place = "host" | "chroot" | "room";
export type QuestionId = "name" | "kernel" | "files" | "processes" | "self";

const en = {
  heading: "See inside while it runs",
  lead: "One machine, three places in it. Ask the same question in each: a simulated Linux kernel answers, and the drawing shows why.",
  ask: "Ask",
  questions: {
    name: "What are you called?",
    kernel: "Which kernel is this?",
    files: "Which files are there?",
    processes: "How many processes?",
    self: "Which number are you?",
  } as Readonly<Record<QuestionId, string>>,
  askLabel: (question: string, command: string) => `${question} Runs ${command} in all three places`,
  places: {
    host: ["the host", "a yard without walls"],
    chroot: ["a chroot", "a floor of its own"],
    room: ["a container", "a floor and walls"],
  } as Readonly<Record<Place, readonly [string, string]>>,
  same: "as the host",
  different: "different",
  running: "running …",
  nothing: "no output",
  more: (n: number) => `+${n} more`,
  stage: "The machine with its three places",
  booting: "The kernel is booting, and the two rooms are being built …",
  failed: "The simulator could not be loaded. Check the connection, then try again.",
  ways: "Ways on",
  start: "Start the first lesson",
  resume: (lesson: string, step: number) => `Continue: ${lesson}, step ${step}`,
  learn: "All lessons",
  review: "Review with cards",
  sandbox: "Try things freely",
  present: "Give a talk",
};

const ko: typeof en = {
  heading: "돌아가는 속을 들여다봅니다",
  lead: "기계는 하나, 그 안의 자리는 셋입니다. 세 곳에 같은 것을 물어보세요. 시뮬레이터의 리눅스 커널이 대답하고, 그림이 까닭을 보여 줍니다.",
  ask: "물어보기",
  questions: {
    name: "이름이 무엇인가요?",
    kernel: "커널은 무엇인가요?",
    files: "어떤 파일이 있나요?",
    processes: "프로세스가 몇 개인가요?",
    self: "당신은 몇 번인가요?",
  },
  askLabel: (question, command) => `${question} 세 곳에서 ${command} 실행`,
  places: {
    host: ["호스트", "벽이 없는 마당"],
    chroot: ["chroot", "바닥만 따로"],
    room: ["컨테이너", "바닥도 벽도 따로"],
  },
  same: "호스트와 같음",
  different: "다름",
  running: "실행하는 중 …",
  nothing: "출력 없음",
  more: (n) => `${n}줄 더`,
  stage: "기계 한 대와 그 안의 세 자리",
  booting: "커널을 부팅하고 방 두 개를 짓는 중입니다 …",
  failed: "시뮬레이터를 불러오지 못했습니다. 네트워크 연결을 확인하고 다시 시도해 주세요.",
  ways: "여기서 갈 수 있는 곳",
  start: "첫 레슨 시작하기",
  resume: (lesson, step) => `이어서 하기: ${lesson}, ${step}단계`,
  learn: "모든 레슨",
  review: "카드로 복습하기",
  sandbox: "마음껏 시험해 보기",
  present: "발표하기",
};

export const words: PageWords<typeof en> = { ko, en };
