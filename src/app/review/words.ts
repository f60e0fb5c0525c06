import type { Form } from "../../learn/card.ts";
import type { Grade } from "../../learn/review-log.ts";
import type { PageWords } from "../i18n/page-words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time in its largest fitting unit. */
function span(ms: number, units: readonly [(n: number) => string, (n: number) => string, (n: number) => string]) {
  const [minutes, hours, days] = units;
  if (ms < HOUR) return minutes(Math.max(1, Math.round(ms / MINUTE)));
  return ms < DAY ? hours(Math.round(ms / HOUR)) : days(Math.round(ms / DAY));
}

const cards = (n: number) => (n === 1 ? "1 card" : `${n} cards`);
const inEnglish = (ms: number) =>
  span(ms, [(n) => `${n} min`, (n) => `${n} h`, (n) => (n === 1 ? "1 day" : `${n} days`)]);
const inKorean = (ms: number) => span(ms, [(n) => `${n}분`, (n) => `${n}시간`, (n) => `${n}일`]);

const FORMS_EN: Readonly<Record<Form, string>> = {
  choose: "Choose",
  type: "Type the output",
  point: "Point at it on the stage",
  order: "Put in order",
};

const GRADES_EN: Readonly<Record<Grade, string>> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };

const en = {
  title: "Review",
  span: inEnglish,
  intro:
    "A card asks about what you have read. Its answer is written nowhere: the simulator runs the commands and reads it off. A wrong answer opens the run that proves the right one.",
  due: (n: number) => `${cards(n)} due`,
  fresh: (n: number) => `${n} new`,
  later: (n: number) => `${n} later`,
  locked: (n: number) => `${n} not read yet`,
  start: (n: number) => `Start: ${cards(n)}`,
  nothing: "Nothing is due now.",
  nothingRead: "No step was read yet, so there is nothing to ask. Read a lesson, or ask all cards.",
  nextIn: (ms: number) => `The next card is due in ${inEnglish(ms)}.`,
  toLessons: "To the lessons",
  askAll: "Ask cards of steps I have not read, too",
  deck: "All cards",
  cardIn: (ms: number) => `in ${inEnglish(ms)}`,
  cardDue: "due",
  cardFresh: "new",
  cardLocked: "step not read",
  askThis: (name: string) => `Ask this card now: ${name}`,
  statistics: "Statistics",
  back: "Back to the overview",
  left: (n: number) => `${n} left`,
  undo: "Undo",
  generated: (seed: number) => `generated, no. ${seed}`,
  examining: "The simulator works out the answer …",
  broken: "The simulator could not answer this card.",
  skip: "Skip this card",
  ranSoFar: "Run so far",
  nothingRan: "A freshly booted host.",
  thenRuns: "Now runs",
  forms: FORMS_EN,
  check: "Check",
  giveUp: "I do not know",
  typeLabel: "Your answer",
  typeHint: "exactly as it is printed",
  pointHint: "Select it on the stage, or in its tree with the arrow keys and Enter.",
  pointed: "You point at",
  pointNothing: "nothing yet",
  orderHint: "Press them in the order in which they happen.",
  orderPlace: (n: number) => `place ${n}`,
  orderUndo: "Take back the last",
  needReply: "Answer first.",
  right: "That is right.",
  wrong: "Not quite.",
  gaveUp: "Here is how it goes.",
  yours: "Your answer",
  answer: "Right is",
  printed: "What the terminal showed",
  replay: "Show the proof again",
  openLesson: "Open the step",
  howHard: "How hard was it?",
  grades: GRADES_EN,
  gradeLabel: (grade: Grade, ms: number) => `${GRADES_EN[grade]}: again in ${inEnglish(ms)}`,
  nextCard: "Next card",
  wrongComesBack: (ms: number) => `This card comes back in ${inEnglish(ms)}.`,
  finished: "Done for now.",
  finishedCount: (n: number) => `${cards(n)} answered.`,
  setBack: (ms: number) =>
    `The clock of this device stands ${inEnglish(ms)} before your last review. Cards can be answered; until the clock has caught up, the time since then counts as none.`,
  laterVersion:
    "What is stored here was written by a later version of Cutaway. It stays untouched; what you answer now lasts until the page is closed, and can be exported.",
  transfer: "Progress as a file",
  transferText: "Your progress is kept in this browser only. A file carries it to another one, or keeps it safe.",
  exportAct: "Export",
  importAct: "Import …",
  exportDamaged: "Export what could not be read",
  stats: {
    title: "Statistics",
    intro:
      "Each square is a card, filled as far as you are likely to know it now. The count is of right answers among all.",
    chart: "Concepts, and what is known of them",
    concept: "Concept",
    cards: "Cards",
    asked: "Answers",
    right: "Right",
    known: "Known now",
    empty: "No card was answered yet.",
    share: (n: number) => `${Math.round(n * 100)} %`,
    forecast: "Due in the next two weeks",
    days: (n: number) => (n === 0 ? "today" : n === 1 ? "tomorrow" : `in ${n} days`),
    dayMark: (n: number) => (n === 0 ? "today" : `+${n}`),
    table: "The same as a table",
  },
};

const FORMS_KO: Readonly<Record<Form, string>> = {
  choose: "고르기",
  type: "출력 적기",
  point: "그림에서 가리키기",
  order: "순서 맞추기",
};

const GRADES_KO: Readonly<Record<Grade, string>> = { again: "다시", hard: "어려움", good: "알맞음", easy: "쉬움" };

const ko: typeof en = {
  title: "복습",
  span: inKorean,
  intro:
    "읽은 내용을 카드로 물어봅니다. 정답은 어디에도 적혀 있지 않습니다. 시뮬레이터가 명령을 실행해서 정답을 알아냅니다. 틀리면 정답을 증명하는 실행 과정이 펼쳐집니다.",
  due: (n) => `복습할 카드 ${n}장`,
  fresh: (n) => `새 카드 ${n}장`,
  later: (n) => `나중에 ${n}장`,
  locked: (n) => `아직 읽지 않은 단계 ${n}장`,
  start: (n) => `시작하기: ${n}장`,
  nothing: "지금 복습할 카드가 없습니다.",
  nothingRead: "아직 읽은 단계가 없어서 물어볼 것이 없습니다. 레슨을 읽거나, 모든 카드를 물어보게 할 수 있습니다.",
  nextIn: (ms) => `다음 카드는 ${inKorean(ms)} 뒤에 나옵니다.`,
  toLessons: "레슨 목록으로",
  askAll: "아직 읽지 않은 단계의 카드도 물어보기",
  deck: "모든 카드",
  cardIn: (ms) => `${inKorean(ms)} 뒤`,
  cardDue: "복습할 때",
  cardFresh: "새 카드",
  cardLocked: "읽지 않은 단계",
  askThis: (name) => `이 카드 풀기: ${name}`,
  statistics: "통계",
  back: "복습 첫 화면으로",
  left: (n) => `${n}장 남음`,
  undo: "되돌리기",
  generated: (seed) => `생성 문제 ${seed}번`,
  examining: "시뮬레이터가 정답을 알아내는 중입니다 …",
  broken: "시뮬레이터가 이 카드의 정답을 구하지 못했습니다.",
  skip: "이 카드 건너뛰기",
  ranSoFar: "여기까지 실행한 명령",
  nothingRan: "막 부팅한 호스트입니다.",
  thenRuns: "이제 실행할 명령",
  forms: FORMS_KO,
  check: "확인",
  giveUp: "모르겠습니다",
  typeLabel: "답",
  typeHint: "출력되는 그대로",
  pointHint: "그림에서 눌러서 고르거나, 트리에서 화살표 키와 Enter로 고릅니다.",
  pointed: "가리킨 것",
  pointNothing: "아직 없음",
  orderHint: "일어나는 차례대로 누르세요.",
  orderPlace: (n) => `${n}번째`,
  orderUndo: "마지막 것 빼기",
  needReply: "먼저 답을 정하세요.",
  right: "맞습니다.",
  wrong: "아쉽지만 아닙니다.",
  gaveUp: "이렇게 됩니다.",
  yours: "내 답",
  answer: "정답",
  printed: "터미널에 나온 것",
  replay: "증명 다시 보기",
  openLesson: "이 단계 열기",
  howHard: "얼마나 어려웠나요?",
  grades: GRADES_KO,
  gradeLabel: (grade, ms) => `${GRADES_KO[grade]}: ${inKorean(ms)} 뒤에 다시`,
  nextCard: "다음 카드",
  wrongComesBack: (ms) => `이 카드는 ${inKorean(ms)} 뒤에 다시 나옵니다.`,
  finished: "지금은 여기까지입니다.",
  finishedCount: (n) => `카드 ${n}장에 답했습니다.`,
  setBack: (ms) =>
    `이 기기의 시계가 마지막 복습보다 ${inKorean(ms)} 앞에 있습니다. 카드는 계속 풀 수 있습니다. 다만 시계가 그때를 지날 때까지는 시간이 흐르지 않은 것으로 칩니다.`,
  laterVersion:
    "여기에 저장된 기록은 더 새로운 버전의 Cutaway가 쓴 것이라서 건드리지 않습니다. 지금 푸는 내용은 이 페이지를 닫을 때까지만 남으며, 파일로 내보낼 수 있습니다.",
  transfer: "기록을 파일로",
  transferText: "기록은 이 브라우저에만 있습니다. 파일로 내보내면 다른 브라우저로 옮기거나 따로 보관할 수 있습니다.",
  exportAct: "내보내기",
  importAct: "가져오기 …",
  exportDamaged: "읽지 못한 기록 내보내기",
  stats: {
    title: "통계",
    intro:
      "네모 하나가 카드 한 장입니다. 지금 기억하고 있을 가능성만큼 채워져 있습니다. 숫자는 전체 답 가운데 맞은 답입니다.",
    chart: "개념별로 얼마나 알고 있는지",
    concept: "개념",
    cards: "카드",
    asked: "답한 횟수",
    right: "정답",
    known: "지금 기억",
    empty: "아직 답한 카드가 없습니다.",
    share: (n) => `${Math.round(n * 100)}%`,
    forecast: "앞으로 2주 동안 나올 카드",
    days: (n) => (n === 0 ? "오늘" : n === 1 ? "내일" : `${n}일 뒤`),
    dayMark: (n) => (n === 0 ? "오늘" : `+${n}`),
    table: "같은 내용을 표로",
  },
};

export const words: PageWords<typeof en> = { ko, en };
