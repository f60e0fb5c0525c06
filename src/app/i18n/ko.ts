import type { Notice } from "../view/notices.ts";
import type { Messages } from "./en.ts";

const number = (n: number) => n.toLocaleString("ko");

export const ko: Messages = {
  language: "한국어",
  skip: "본문으로 건너뛰기",
  loading: "불러오는 중 …",
  close: "닫기",
  dismiss: "알림 닫기",
  retry: "다시 시도",
  nav: {
    label: "페이지",
    home: "Cutaway 첫 화면",
    learn: "학습",
    due: (n) => `복습할 카드 ${n}장`,
    review: "복습",
    present: "발표",
    sandbox: "샌드박스",
    explore: "탐구",
    about: "모델 소개",
    language: "View in English",
    theme: "화면 색",
    themes: { system: "시스템 설정", light: "밝게", dark: "어둡게", projector: "프로젝터" },
  },
  titles: { start: "시작", learn: "학습", about: "모델 소개", gallery: "장면 모음", missing: "없는 페이지" },
  learn: {
    title: "레슨",
    intro:
      "한 단계를 읽고, 명령을 실행하고, 결과를 예측한 다음 속을 들여다봅니다. 아래의 단계를 누르면 바로 그 자리로 갑니다.",
    continueAt: (lesson, step) => `이어서 하기: ${lesson}, ${step}단계`,
    stepState: (step, state) => `${step} (${state})`,
    states: { new: "아직 읽지 않음", seen: "읽음", right: "맞게 답함", wrong: "틀리게 답함" },
    part: (n) => `${n}부`,
    parts: ["시작", "왜 가상화인가?", "왜 리눅스 컨테이너인가?", "왜 도커인가?", "직접 판단하기"],
    steps: (n) => `${n}단계`,
    minutes: (n) => `약 ${n}분`,
    start: "시작하기",
    resume: (step) => `${step}단계부터 이어 하기`,
    again: "다시 열기",
    done: "마침",
    progress: (done, of) => `${of}단계 중 ${done}단계를 봤습니다`,
    howTitle: "이렇게 사용합니다",
    how: [
      "한 단계를 읽고, 명령을 눌러 실행하거나 직접 입력합니다. 다른 명령을 입력해도 됩니다.",
      "시스템 호출은 하나도 빠짐없이 남습니다. 한 단계씩 넘겨 보고, 아무 순간으로나 돌아가고, 천천히 재생할 수 있습니다.",
      "과거로 돌아가 명령을 입력하면 새 갈래가 생깁니다. 두 갈래가 모두 남으므로 서로 비교할 수 있습니다.",
    ],
  },
  lesson: {
    words: "레슨 본문",
    steps: "이 레슨의 단계",
    stepOf: (n, of) => `${of}단계 중 ${n}단계`,
    stepLink: (n, title, seen) => `${n}단계: ${title}${seen ? " (봤음)" : ""}`,
    previous: "이전",
    next: "다음",
    finish: "모든 레슨",
    nextLesson: (title) => `다음 레슨: ${title}`,
    reviewThis: "카드로 복습하기",
    over: "마지막 단계입니다.",
    openQuestion: "이 단계에는 질문이 있습니다",
    toTerminal: "명령줄로 건너뛰기",
    keys: "N 다음 단계, P 이전 단계",
    run: "실행",
    runLabel: (command) => `터미널에서 실행: ${command}`,
    replay: "다시 보기",
    replayLabel: (command) => `다시 보기: ${command}`,
    busy: "실행 중 …",
    predict: "예측해 보세요",
    check: "확인",
    right: "맞습니다.",
    wrong: "정답이 아닙니다.",
    computed: "시뮬레이터가 출력한 내용:",
    computedNothing: "시뮬레이터는 아무것도 출력하지 않았습니다.",
    checking: "시뮬레이터가 실행해 보는 중입니다 …",
    showMe: "실행해서 보기",
    askAgain: "다시 답하기",
    chooseFirst: "먼저 답을 고르세요.",
    sources: "출처",
    fidelity: "실제와 얼마나 같은가요?",
    faithful: "리눅스와 같음",
    simplified: "단순화함",
    restart: "이 레슨을 처음부터 다시",
    restartSure: "처음부터 다시 할까요? 이 레슨에서 입력한 명령과 갈래, 답이 모두 지워집니다.",
    restartYes: "지우고 처음부터",
    restartNo: "그대로 두기",
    share: "이 순간의 링크 복사",
    loadingRun: "커널을 부팅하는 중입니다 …",
  },
  tabs: { label: "패널", words: "본문", terminal: "터미널", timeline: "시간", inspector: "상세" },
  stage: {
    label: "무대",
    picture: "컴퓨터 속을 그린 단면도입니다. 바로 뒤에 나오는 트리에 같은 내용이 글로 적혀 있습니다.",
    tree: "트리로 본 컴퓨터 속",
    zoomIn: "확대",
    zoomOut: "축소",
    zoomReset: "전체 보기",
    caption: "방금 일어난 일",
    empty: "아직 아무 일도 일어나지 않았습니다.",
    inspect: "자세히 보기",
    where: "지금 보는 곳",
    inside: (name: string) => `${name} 안`,
  },
  time: {
    label: "시간",
    play: "재생",
    pause: "일시 정지",
    back: "한 단계 뒤로",
    forward: "한 단계 앞으로",
    toStart: "맨 처음으로",
    toEnd: "지금으로",
    speed: "속도",
    slower: "느리게",
    faster: "빠르게",
    position: "보고 있는 시점",
    positionText: (n, of, what) => `이벤트 ${of}개 중 ${n}번째${what ? `: ${what}` : ""}`,
    counter: (n, of) => `이벤트 ${number(n)} / ${number(of)}`,
    lanes: "어느 층에서 누가 일했는지",
    now: "지금",
    past: "과거",
  },
  terminal: {
    label: "터미널",
    log: "터미널 출력",
    input: "명령줄",
    help: "Enter를 누르면 줄을 실행하고, Shift+Enter를 누르면 줄을 하나 더 엽니다. Tab은 단어를 완성합니다. 빈 줄에서 Tab을 누르거나 Esc 다음에 Tab을 누르면 터미널에서 나갑니다. 위아래 화살표는 앞서 입력한 줄을 불러옵니다. Ctrl+C는 중단, Ctrl+D는 입력 종료, Ctrl+L은 화면 지우기입니다.",
    helpButton: "터미널에서 쓰는 키",
    helpRows: [
      ["Enter", "줄 실행"],
      ["Shift+Enter", "줄 하나 더 열기"],
      ["Tab", "단어 완성, 빈 줄에서는 터미널에서 나가기"],
      ["Esc 다음 Tab", "터미널에서 나가기"],
      ["↑ ↓", "앞서 입력한 줄"],
      ["Ctrl+C", "중단, 텍스트를 선택했을 때는 복사"],
      ["Ctrl+D", "빈 줄에서 입력 종료"],
      ["Ctrl+]", "게스트의 콘솔에서 나오기"],
      ["Ctrl+L", "화면 지우기"],
    ],
    past: "과거를 보고 있습니다. 여기서 명령을 입력하면 새 갈래가 생깁니다.",
    toNow: "지금으로",
    dropped: (n) => `앞의 ${number(n)}줄은 보이지 않습니다.`,
    working: (n) => `실행 중: 지금까지 이벤트 ${number(n)}개`,
    stop: "멈추기",
    interrupt: "중단(Ctrl+C)",
    endInput: "입력 종료(Ctrl+D)",
    leave: "게스트의 콘솔에서 나오기(Ctrl+])",
    clear: "화면 지우기(Ctrl+L)",
    copy: "출력 복사",
    pasted: (n) => `${number(n)}줄입니다. Enter를 누르면 모두 실행합니다.`,
    candidates: (n) => `후보 ${n}개`,
    playing: "재생 중",
    skip: "끝으로 건너뛰기",
  },
  branches: {
    label: "갈래",
    open: "갈래",
    count: (n) => `갈래 ${n}개`,
    first: "첫 실행",
    numbered: (n) => `갈래 ${n}`,
    from: (name, at) => `${name}의 ${number(at)}번 이벤트에서 갈라짐`,
    origin: "처음부터",
    current: "보는 중",
    switch: "보기",
    switchTo: (name) => `${name} 보기`,
    name: "이름",
    nameOf: (name) => `${name}의 이름`,
    length: (n) => `이벤트 ${number(n)}개`,
    compare: "비교",
    compareLabel: "두 갈래 비교",
    left: "한 갈래",
    right: "다른 갈래",
    hint: "과거로 돌아가 다른 명령을 입력하면 두 번째 갈래가 생깁니다. 두 갈래를 여기서 비교할 수 있습니다.",
    same: "다른 점이 없습니다. 두 갈래의 끝에서 호스트 이름, 프로세스, 마운트, 파일이 모두 같습니다.",
    atEnd: "두 갈래 끝의 터미널",
    differences: "다른 점",
    kinds: {
      hostname: "호스트 이름",
      process: "프로세스",
      namespace: "네임스페이스",
      mount: "마운트",
      file: "파일",
    },
    only: "여기에만 있음",
    absent: "—",
    more: (n) => `그 밖에 ${n}개`,
  },
  ledger: { label: "비용 장부" },
  inspector: {
    label: "상세 정보",
    nothing: "무대에서 프로세스나 방, 커널의 한 부분을 선택하면 그 속을 보여 줍니다.",
    gone: "이 순간에는 없습니다.",
    process: "프로세스",
    pidHost: "호스트에서 쓰는 번호",
    pidInside: "안에서 쓰는 번호",
    parent: "부모",
    command: "명령",
    user: "사용자",
    root: "루트 디렉터리",
    cwd: "작업 디렉터리",
    terminal: "터미널",
    none: "없음",
    state: "상태",
    waits: (call) => `${call} 호출에서 기다림`,
    namespaces: "네임스페이스",
    shared: "부모와 함께 씀",
    own: "따로 가짐",
    files: "열린 파일",
    trap: "게스트를 나갔다 돌아오는 길",
    trapNone: "이 단계에서는 게스트를 나가지 않았습니다.",
    trapBack: "앞 상태로",
    trapForward: "다음 상태로",
    trapAt: (n: number, of: number) => `상태 ${of}개 가운데 ${n}번째`,
    trapWhole: "모든 상태",
    enter: "안으로 들어가 보기",
    leave: "집 전체 보기",
    life: "프로세스의 일생",
    lifeLabel: (state) => `프로세스의 상태도. 지금 상태: ${state}`,
    why: "왜 여기 있나요?",
    whyNone: "처음부터 있었습니다.",
    goTo: (n) => `${number(n)}번 이벤트로 가기`,
    states: {
      runnable: "실행 대기",
      running: "실행 중",
      sleeping: "잠듦",
      stopped: "멈춤",
      zombie: "좀비",
      dead: "사라짐",
    },
  },
  about: {
    heading: "모델 소개",
    intro:
      "이 페이지에 보이는 것은 모두 계산한 결과입니다. 브라우저 안에서 도는 리눅스 커널 시뮬레이터가 명령을 시스템 호출(system call) 하나하나까지 실행합니다. 미리 녹화해 둔 것은 없습니다. 그 출력은 테스트에서 실제 데비안 13의 출력과 비교합니다.",
    table: "시스템 호출",
    tableIntro: (full, all) =>
      `시스템 호출 ${all}개를 구현했습니다. 그 가운데 ${full}개는 우리가 아는 한 빠진 것이 없고, 나머지는 무엇을 뺐는지 표에 적었습니다.`,
    call: "호출",
    leavesOut: "모델에서 뺀 것",
    full: "뺀 것이 없는 호출",
    lessons: "레슨에서 단순화한 것",
    lessonsNone: "단순화했다고 밝힌 레슨이 없습니다.",
    refuses:
      "모델에 없는 것은 실행을 거절합니다. 틀린 답을 내놓는 대신 “option … is not modelled in Cutaway”를 출력하고 종료 상태 95로 끝납니다.",
    heldTitle: "실제 리눅스와 비교하기",
    held: (same, all, kernels) =>
      `짧은 스크립트 ${all}개를 실제 리눅스 ${kernels}에서 실행해 두고, 버전마다 모델에서 다시 실행합니다. 프로세스 번호, 시각, 네임스페이스 번호처럼 컴퓨터마다 다른 것을 빼면 ${same}개의 출력이 한 바이트도 다르지 않습니다. 묶음을 펼치면 스크립트마다 무엇을 확인하는지 영어로 볼 수 있습니다.`,
    agree: (same, all) => (same === all ? `${all}개 모두 같음` : `${all}개 중 ${same}개 같음`),
    differences: "다른 점",
    groups: {
      busybox: "BusyBox",
      caps: "케이퍼빌리티",
      cgroup: "cgroup v2",
      chroot: "chroot",
      files: "파일",
      ipc: "IPC 네임스페이스",
      mount: "마운트",
      net: "네트워크",
      overlay: "overlayfs",
      pid: "PID 네임스페이스",
      proc: "/proc",
      process: "프로세스",
      rlimit: "자원 한도",
      runc: "runc",
      seccomp: "seccomp",
      shell: "셸",
      user: "사용자",
      uts: "UTS 네임스페이스",
    },
    commands: "명령",
    commandsLoading: "명령 목록을 불러오는 중입니다.",
    commandsIntro: (all, options, refused) =>
      `명령 ${all}개를 쓸 수 있고, 옵션은 ${options}개가 진짜처럼 동작합니다. 옵션 ${refused}개는 알면서도 거절합니다. 말없이 무시하는 옵션은 없습니다.`,
    refusedOptions: "거절하는 옵션",
    partTitle: "부분별로 보면",
    parts: [
      [
        "시간:",
        "가상의 시간이 흐릅니다. 시스템 호출 하나에는 정해진 시간이 걸리고, 실행할 프로세스가 없으면 시계가 다음 타이머로 건너뜁니다.",
      ],
      ["프로세스:", "스레드가 하나씩 있고, CPU 하나를 번갈아 씁니다. 그 순서는 우연에 좌우되지 않습니다."],
      [
        "ssh 로그인:",
        "바깥에서 sshd에 바로 닿습니다. 그 사이의 네트워크는 아직 모델에 없고, 끝난 로그인의 터미널 번호는 다시 쓰지 않습니다.",
      ],
      ["네트워크:", "IPv4만 있고, 패킷을 잃지 않으며, 이 컴퓨터 밖으로는 나가지 않습니다."],
      [
        "이미지와 컨테이너:",
        "Docker나 LXC 같은 프로그램은 아직 없습니다. 그런 프로그램의 바탕이 되는 커널 기능은 있습니다.",
      ],
    ],
    licence: "프로그램은 MIT 라이선스, 글은 CC BY 4.0을 따릅니다.",
  },
  faults: {
    panel: (name) => `${name}: 이 부분에 문제가 생겼습니다. 나머지는 계속 쓸 수 있습니다.`,
    page: "이 페이지에 문제가 생겼습니다.",
    details: "메시지",
    simulator: "시뮬레이터를 불러오지 못했습니다. 네트워크 연결을 확인하고 다시 시도해 주세요.",
  },
  missing: { text: "이 주소에는 아무것도 없습니다.", back: "레슨 목록으로" },
  gallery: { empty: "아직 보여 줄 장면이 없습니다.", position: (n, of) => `${of}개 중 ${n}번째` },
};

const RUN_FILE_PROBLEMS = {
  "too-large": "실행 기록이라기에는 너무 큰 파일입니다.",
  "not-json": "저장한 실행 기록이 아니거나 중간에 잘린 파일입니다.",
  "other-format": "저장한 실행 기록이 아닙니다.",
  "later-version": "더 새로운 버전의 Cutaway가 저장한 기록이라서 읽을 수 없습니다.",
  damaged: "실행 기록이 손상되었습니다.",
  "other-model":
    "모델의 다른 버전에서 저장한 기록이라서 여기서는 그때처럼 실행되지 않습니다. 명령을 다시 입력해 볼 수는 있습니다.",
} as const;

const FILE_PROBLEMS = {
  "not-json": "기록 파일이 아니거나 중간에 잘린 파일입니다.",
  "other-format": "기록 파일이 아닙니다.",
  "later-version": "더 새로운 버전의 Cutaway가 쓴 파일이라서 읽을 수 없습니다.",
  damaged: "기록 파일이 손상되었습니다.",
} as const;

export function noticeInKorean(notice: Notice): string {
  switch (notice.kind) {
    case "storage-failed":
      return "이 브라우저에 저장할 수 없습니다. 평소처럼 쓸 수 있지만, 새로 고치면 내용이 사라집니다. 복습 페이지에서 기록을 파일로 내보낼 수 있습니다.";
    case "run-damaged":
      return "저장해 둔 기록을 읽을 수 없거나 그때처럼 실행되지 않아서 처음부터 엽니다.";
    case "link-damaged":
      return `주소가 손상되어(${notice.fields.join(", ")}) 처음부터 엽니다.`;
    case "no-such-lesson":
      return `그런 레슨은 없습니다(${notice.lesson}). 지금 있는 레슨은 다음과 같습니다.`;
    case "moment-missing":
      return "주소가 가리키는 순간이 여기 있는 기록에는 없습니다.";
    case "shared-run":
      return "링크로 받은 기록을 보고 있습니다. 여기서 이어서 하면 내 기록이 이 기록으로 바뀝니다.";
    case "forked":
      return `과거에서 명령을 입력해서 여기부터 새 갈래(갈래 ${notice.to + 1})가 시작됩니다. 원래 갈래(갈래 ${notice.from + 1})는 그대로 남습니다.`;
    case "branch-left":
      return `레슨은 원래 자리에서 이어집니다. 방금 본 것은 갈래 목록에 갈래 ${notice.branch + 1}로 남아 있습니다.`;
    case "step-limit":
      return `프로그램이 끝나지 않아서 이벤트 ${number(notice.events)}개에서 멈췄습니다. 프로그램을 중단하려면 Ctrl+C를 누르세요.`;
    case "stopped":
      return `이벤트 ${number(notice.events)}개에서 멈췄습니다.`;
    case "program-fault":
      return `시뮬레이터에 문제가 생겼습니다: ${notice.message}`;
    case "commands-run":
      return `이 단계 앞에 있는 명령 ${notice.count}개를 대신 실행했습니다.`;
    case "lesson-elsewhere":
      return "이 레슨이 다른 탭에도 열려 있습니다. 읽은 단계와 답은 양쪽 것을 모두 남깁니다. 실행 기록은 나중에 이어서 한 쪽이 남으며, 새로 고치면 다른 탭의 기록이 보입니다.";
    case "run-file":
      return `${notice.name}: ${RUN_FILE_PROBLEMS[notice.problem]} 이 페이지의 기록은 그대로입니다.`;
    case "run-loaded":
      return `${notice.name} 파일을 열었습니다. 앞의 기록은 “앞의 기록으로”에 남아 있습니다.`;
    case "run-link-too-long":
      return "기록이 너무 길어서 주소에 담을 수 없습니다. 파일로 저장해 주세요.";
    case "no-such-card":
      return `그런 카드는 없습니다(${notice.card}).`;
    case "reviews-damaged":
      return "저장해 둔 복습 기록을 읽을 수 없습니다. 따로 옮겨 두었으니 복습 페이지에서 내보낼 수 있습니다. 복습은 새로 시작합니다.";
    case "reviews-later":
      return "복습 기록을 더 새로운 버전의 Cutaway가 저장했습니다. 그 기록은 건드리지 않습니다. 지금 푸는 내용은 이 페이지를 닫을 때까지만 남습니다.";
    case "reviews-elsewhere":
      return `다른 탭에서 복습을 ${number(notice.count)}건 했습니다. 양쪽 기록을 모두 남깁니다.`;
    case "review-undone":
      return "마지막 평가를 되돌렸습니다.";
    case "nothing-undone":
      return "되돌릴 것이 없습니다.";
    case "progress-file":
      return `${notice.name}: ${FILE_PROBLEMS[notice.problem]} 지금 기록은 그대로입니다.`;
    case "progress-read":
      return `새로 가져온 것: 복습 ${number(notice.reviews)}건, 레슨 ${number(notice.lessons)}개. 원래 있던 기록도 그대로 있습니다.`;
    case "copied":
      return "링크를 클립보드에 복사했습니다.";
    case "copy-failed":
      return "브라우저가 복사를 막았습니다. 주소 표시줄에 링크가 있습니다.";
  }
}
