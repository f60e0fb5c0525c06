import type { Problem } from "../../present/seminar.ts";
import type { PageWords } from "../i18n/page-words.ts";

const en = {
  title: "Present",
  intro:
    "A seminar leads through lessons, cue by cue. The stage is shown alone, large; notes and clock stand in a window of their own.",
  minutes: (n: number) => `${Number(n.toFixed(1))} min`,
  cues: (n: number) => (n === 1 ? "1 cue" : `${n} cues`),
  open: "Open the talk",
  openNamed: (title: string) => `Open the talk: ${title}`,
  own: "A seminar of your own",
  ownText: "A YAML file with the steps to show, minutes and notes. It is kept in this browser and sent nowhere.",
  ownAct: "Choose a file …",
  ownDrop: "or drop it here",
  ownExample: "An example to begin with",
  ownForget: "Remove",
  problems: "In the file",
  syntax: (message: string) => `This is not YAML: ${message}`,
  tooLarge: "This file is too large for a seminar.",
  nothingLeft: "No cue of this file can be shown.",
  othersWork: (n: number) => (n === 1 ? "The other cue works." : `The other ${n} cues work.`),
  problem: (problem: Problem): string => {
    if (problem.kind === "later-version") return `It is of version ${problem.version}, which this Cutaway cannot read.`;
    if (problem.kind === "unknown-step") return `Cue ${problem.cue + 1}: there is no step ${problem.step}.`;
    const where =
      problem.path.length === 0
        ? "The file"
        : problem.path.map((key) => (typeof key === "number" ? key + 1 : key)).join(" › ");
    return `${where}: ${problem.message}`;
  },
  offline: {
    unsupported: "This browser cannot keep the page for use without a network. Leave it open: an open talk needs none.",
    saving: "The page is being kept for use without a network …",
    saved: "Kept: the talk opens without a network.",
    failed: "The page could not be kept for use without a network. An open talk needs none.",
  },
  noSuchSeminar: "There is no such seminar.",
  back: "To the seminars",
  preparing: (done: number, of: number) => `Running the lessons beforehand: ${done} of ${of}`,
  failed: "The talk could not be prepared.",
  talk: "Talk",
  cueOf: (n: number, of: number) => `${n} / ${of}`,
  offPath: "Off the path",
  returnAct: "Return to the cue",
  returnKey: "R",
  asideBranch: "typed during the talk",
  predict: "What do you expect?",
  black: "The screen is black. Any key that moves brings the stage back.",
  overview: "All cues",
  goTo: (n: number, title: string) => `Go to cue ${n}: ${title}`,
  popupBlocked:
    "The browser blocked the speaker's window. Allow it for this page, or open its address in another window:",
  stageSmall: (title: string) => `Stage: ${title}`,
  controls: {
    label: "Talk controls",
    back: "Back (←, PageUp)",
    on: "On (→, PageDown, space)",
    terminal: "Terminal (T)",
    black: "Black screen (B, .)",
    overview: "Overview (O)",
    speaker: "Speaker window (S)",
    full: "Full screen (F)",
    help: "Keys (?)",
    leave: "Leave the talk",
  },
  help: "Keys of the talk",
  helpRows: [
    ["→ ↓ PageDown Space", "on; off the path: return to the cue"],
    ["← ↑ PageUp", "back"],
    ["R", "return to the cue exactly; on the path: play it again"],
    ["T", "terminal: type whatever you like"],
    ["Esc", "leave the terminal, close what is open"],
    ["B .", "black screen"],
    ["O", "overview of all cues"],
    ["S", "speaker window"],
    ["F", "full screen"],
    ["Home End", "first cue, last cue"],
  ],
  speaker: {
    title: "Speaker",
    now: "Now",
    next: "Next",
    last: "This is the last.",
    notes: "Notes",
    noNotes: "There is no note for this cue.",
    clock: "Time of day",
    elapsed: "Elapsed",
    plan: (minutes: string) => `of ${minutes}`,
    onTime: "on time",
    late: (time: string) => `+${time} late`,
    early: (time: string) => `−${time} early`,
    start: "Start the clock",
    pause: "Pause the clock",
    reset: "Reset the clock",
    beats: {
      start: "The step as it stands",
      command: (line: string) => `Runs: ${line}`,
      ask: "Asks",
      proof: "Shows the answer",
    },
    alone:
      "No talk answers. Notes and clock work, and you can walk the cues here; nothing is shown to the audience. As soon as the talk is open this window follows it.",
    openTalk: "Open the talk",
    waiting: "Looking for the talk …",
    blackNow: "The audience sees a black screen.",
    offPathNow: "Off the path: what was typed is shown.",
  },
};

const ko: typeof en = {
  title: "발표",
  intro:
    "세미나는 레슨의 단계를 차례로 보여 줍니다. 청중에게는 그림만 크게 보이고, 메모와 시계는 발표자 창에 따로 나옵니다.",
  minutes: (n) => `${Number(n.toFixed(1))}분`,
  cues: (n) => `장면 ${n}개`,
  open: "발표 열기",
  openNamed: (title) => `발표 열기: ${title}`,
  own: "내 세미나 파일",
  ownText: "보여 줄 단계와 시간, 메모를 적은 YAML 파일입니다. 이 브라우저에만 보관하고 어디로도 보내지 않습니다.",
  ownAct: "파일 고르기 …",
  ownDrop: "여기에 끌어다 놓아도 됩니다",
  ownExample: "본보기",
  ownForget: "지우기",
  problems: "파일에서 찾은 문제",
  syntax: (message) => `YAML 형식이 아닙니다: ${message}`,
  tooLarge: "세미나 파일이라기에는 너무 큽니다.",
  nothingLeft: "이 파일에는 보여 줄 수 있는 장면이 없습니다.",
  othersWork: (n) => `나머지 장면 ${n}개는 쓸 수 있습니다.`,
  problem: (problem) => {
    if (problem.kind === "later-version")
      return `버전 ${problem.version} 파일이라서 지금의 Cutaway로는 읽을 수 없습니다.`;
    if (problem.kind === "unknown-step") return `${problem.cue + 1}번째 장면: ${problem.step} 단계는 없습니다.`;
    const where =
      problem.path.length === 0
        ? "파일"
        : problem.path.map((key) => (typeof key === "number" ? key + 1 : key)).join(" › ");
    return `${where}: ${problem.message}`;
  },
  offline: {
    unsupported:
      "이 브라우저는 네트워크 없이 쓸 수 있게 페이지를 보관하지 못합니다. 열어 둔 발표에는 네트워크가 필요 없습니다.",
    saving: "네트워크 없이도 열리도록 페이지를 보관하는 중입니다 …",
    saved: "보관했습니다. 네트워크가 없어도 발표가 열립니다.",
    failed: "페이지를 보관하지 못했습니다. 열어 둔 발표에는 네트워크가 필요 없습니다.",
  },
  noSuchSeminar: "그런 세미나는 없습니다.",
  back: "세미나 목록으로",
  preparing: (done, of) => `레슨을 미리 실행하는 중: ${of}개 중 ${done}개`,
  failed: "발표를 준비하지 못했습니다.",
  talk: "발표",
  cueOf: (n, of) => `${n} / ${of}`,
  offPath: "길을 벗어났습니다",
  returnAct: "장면으로 돌아가기",
  returnKey: "R",
  asideBranch: "발표 중에 입력",
  predict: "예측해 보세요",
  black: "화면을 껐습니다. 넘기는 키를 누르면 그림이 다시 나옵니다.",
  overview: "모든 장면",
  goTo: (n, title) => `${n}번째 장면으로: ${title}`,
  popupBlocked: "브라우저가 발표자 창을 막았습니다. 이 페이지의 팝업을 허용하거나, 다른 창에서 이 주소를 여세요:",
  stageSmall: (title) => `그림: ${title}`,
  controls: {
    label: "발표 조작",
    back: "이전 (←, PageUp)",
    on: "다음 (→, PageDown, 스페이스)",
    terminal: "터미널 (T)",
    black: "화면 끄기 (B, .)",
    overview: "한눈에 보기 (O)",
    speaker: "발표자 창 (S)",
    full: "전체 화면 (F)",
    help: "키 안내 (?)",
    leave: "발표 나가기",
  },
  help: "발표에서 쓰는 키",
  helpRows: [
    ["→ ↓ PageDown 스페이스", "다음으로. 길을 벗어났으면 장면으로 돌아가기"],
    ["← ↑ PageUp", "이전으로"],
    ["R", "장면으로 정확히 돌아가기. 길 위에서는 장면 다시 보기"],
    ["T", "터미널 열기. 무엇이든 입력할 수 있습니다"],
    ["Esc", "터미널에서 나오기, 열린 것 닫기"],
    ["B .", "화면 끄기"],
    ["O", "모든 장면 한눈에 보기"],
    ["S", "발표자 창"],
    ["F", "전체 화면"],
    ["Home End", "첫 장면, 마지막 장면"],
  ],
  speaker: {
    title: "발표자",
    now: "지금",
    next: "다음",
    last: "이것이 마지막입니다.",
    notes: "메모",
    noNotes: "이 장면에는 메모가 없습니다.",
    clock: "지금 시각",
    elapsed: "지난 시간",
    plan: (minutes) => `/ ${minutes}`,
    onTime: "예정대로",
    late: (time) => `예정보다 +${time}`,
    early: (time) => `예정보다 −${time}`,
    start: "시계 시작",
    pause: "시계 멈춤",
    reset: "시계 처음으로",
    beats: {
      start: "단계의 처음 모습",
      command: (line) => `실행: ${line}`,
      ask: "물어보기",
      proof: "답 보여 주기",
    },
    alone:
      "응답하는 발표 창이 없습니다. 메모와 시계는 쓸 수 있고 여기서 장면을 넘겨 볼 수도 있지만, 청중에게는 아무것도 보이지 않습니다. 발표 창이 열리면 바로 따라갑니다.",
    openTalk: "발표 열기",
    waiting: "발표 창을 찾는 중입니다 …",
    blackNow: "청중에게는 꺼진 화면이 보입니다.",
    offPathNow: "길을 벗어나 입력한 화면을 보여 주고 있습니다.",
  },
};

export const words: PageWords<typeof en> = { ko, en };
