import type { Notice } from "../view/notices.ts";

const events = (n: number) => (n === 1 ? "1 event" : `${n.toLocaleString("en")} events`);
const lines = (n: number) => (n === 1 ? "1 line" : `${n.toLocaleString("en")} lines`);

export const en = {
  language: "English",
  skip: "Skip to the content",
  loading: "Loading …",
  close: "Close",
  dismiss: "Dismiss",
  retry: "Try again",
  nav: {
    label: "Pages",
    home: "Cutaway, start",
    learn: "Learn",
    due: (n: number) => (n === 1 ? "1 card due" : `${n} cards due`),
    review: "Review",
    present: "Present",
    sandbox: "Sandbox",
    explore: "Explore",
    about: "About",
    language: "한국어로 보기",
    theme: "Colours",
    themes: { system: "As the system", light: "Light", dark: "Dark", projector: "Projector" },
  },
  titles: { start: "Start", learn: "Learn", about: "About the model", gallery: "Gallery", missing: "No such page" },
  learn: {
    title: "Lessons",
    intro:
      "Read a step, run its command, predict what happens, and look inside. Every step below is a link to its place.",
    continueAt: (lesson: string, step: number) => `Continue: ${lesson}, step ${step}`,
    stepState: (step: string, state: string) => `${step} (${state})`,
    states: { new: "not read yet", seen: "read", right: "answered rightly", wrong: "answered wrongly" },
    part: (n: number) => `Part ${n}`,
    parts: ["Start", "Why virtualization?", "Why Linux containers?", "Why Docker?", "Judge for yourself"],
    steps: (n: number) => (n === 1 ? "1 step" : `${n} steps`),
    minutes: (n: number) => `about ${n} min`,
    start: "Start",
    resume: (step: number) => `Continue at step ${step}`,
    again: "Open again",
    done: "Finished",
    progress: (done: number, of: number) => `${done} of ${of} steps seen`,
    howTitle: "How it works",
    how: [
      "Read a step, then run its command with one click or type it yourself. Any other command works too.",
      "Every system call is kept. Step through them, drag back to any moment, or play them slowly.",
      "Type in the past and a branch begins. Both lines stay, and can be compared.",
    ],
  },
  lesson: {
    words: "Lesson text",
    steps: "Steps of this lesson",
    stepOf: (n: number, of: number) => `Step ${n} of ${of}`,
    stepLink: (n: number, title: string, seen: boolean) => `Step ${n}: ${title}${seen ? " (seen)" : ""}`,
    previous: "Previous",
    next: "Next",
    finish: "All lessons",
    nextLesson: (title: string) => `Next lesson: ${title}`,
    reviewThis: "Review with cards",
    over: "That was the last step.",
    openQuestion: "There is a question on this step",
    toTerminal: "Skip to the command line",
    keys: "N next step, P previous step",
    run: "Run",
    runLabel: (command: string) => `Run in the terminal: ${command}`,
    replay: "Replay",
    replayLabel: (command: string) => `Replay: ${command}`,
    busy: "Running …",
    predict: "What do you expect?",
    check: "Check",
    right: "That is right.",
    wrong: "Not quite.",
    computed: "The simulator printed:",
    computedNothing: "The simulator printed nothing.",
    checking: "The simulator tries it …",
    showMe: "Show me",
    askAgain: "Answer again",
    chooseFirst: "Choose an answer first.",
    sources: "Sources",
    fidelity: "How true is this?",
    faithful: "Same as Linux",
    simplified: "Simplified",
    restart: "Start this lesson over",
    restartSure: "Start over? Your commands, branches and answers in this lesson will be deleted.",
    restartYes: "Delete and start over",
    restartNo: "Keep them",
    share: "Copy link to this moment",
    loadingRun: "The kernel is booting …",
  },
  tabs: { label: "Panels", words: "Text", terminal: "Terminal", timeline: "Time", inspector: "Details" },
  stage: {
    label: "Stage",
    picture: "Drawing of the machine. The tree after it holds the same in words.",
    tree: "The machine as a tree",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    zoomReset: "Show everything",
    caption: "What just happened",
    empty: "Nothing has happened yet.",
    inspect: "Details",
    where: "Where you are",
    inside: (name: string) => `inside ${name}`,
  },
  time: {
    label: "Time",
    play: "Play",
    pause: "Pause",
    back: "One step back",
    forward: "One step forward",
    toStart: "To the beginning",
    toEnd: "To now",
    speed: "Speed",
    slower: "Slower",
    faster: "Faster",
    position: "Position in time",
    positionText: (n: number, of: number, what: string | null) => `Event ${n} of ${of}${what ? `: ${what}` : ""}`,
    counter: (n: number, of: number) => `event ${n.toLocaleString("en")} / ${of.toLocaleString("en")}`,
    lanes: "Who was at work, by layer",
    now: "now",
    past: "past",
  },
  terminal: {
    label: "Terminal",
    log: "Terminal output",
    input: "Command line",
    help: "Enter runs the line, Shift+Enter adds one. Tab completes a word; in an empty line, or after Escape, it leaves the terminal. Up and Down recall earlier lines. Ctrl+C interrupts, Ctrl+D ends the input, Ctrl+L clears the view.",
    helpButton: "Keys of the terminal",
    helpRows: [
      ["Enter", "run the line"],
      ["Shift+Enter", "another line"],
      ["Tab", "complete the word; in an empty line, leave"],
      ["Esc, then Tab", "leave the terminal"],
      ["↑ ↓", "earlier lines"],
      ["Ctrl+C", "interrupt; copy when text is selected"],
      ["Ctrl+D", "end of input, in an empty line"],
      ["Ctrl+]", "leave a guest's console"],
      ["Ctrl+L", "clear the view"],
    ],
    past: "You see the past. A command typed here begins a branch.",
    toNow: "Back to now",
    dropped: (n: number) => `${lines(n)} before this are not shown.`,
    working: (n: number) => `Running: ${events(n)} so far`,
    stop: "Stop",
    interrupt: "Interrupt (Ctrl+C)",
    endInput: "End of input (Ctrl+D)",
    leave: "Leave a guest's console (Ctrl+])",
    clear: "Clear the view (Ctrl+L)",
    copy: "Copy the output",
    pasted: (n: number) => `${lines(n)}. Enter runs them all.`,
    candidates: (n: number) => `${n} possibilities`,
    playing: "Playing",
    skip: "Skip to the end",
  },
  branches: {
    label: "Branches",
    open: "Branches",
    count: (n: number) => (n === 1 ? "1 branch" : `${n} branches`),
    first: "first run",
    numbered: (n: number) => `branch ${n}`,
    from: (name: string, at: number) => `from ${name}, at event ${at.toLocaleString("en")}`,
    origin: "from the start",
    current: "shown now",
    switch: "Show",
    switchTo: (name: string) => `Show ${name}`,
    name: "Name",
    nameOf: (name: string) => `Name of ${name}`,
    length: (n: number) => events(n),
    compare: "Compare",
    compareLabel: "Compare two branches",
    left: "One branch",
    right: "The other",
    hint: "Go back in time and type another command: a second branch begins, and the two can be compared here.",
    same: "No difference: host names, processes, mounts and files are the same at both ends.",
    atEnd: "Terminals at the end of both",
    differences: "What differs",
    kinds: {
      hostname: "Host name",
      process: "Process",
      namespace: "Namespace",
      mount: "Mount",
      file: "File",
    },
    only: "only here",
    absent: "—",
    more: (n: number) => `and ${n} more`,
  },
  ledger: { label: "Ledger" },
  inspector: {
    label: "Details",
    nothing: "Select a process, a room or a part of the kernel on the stage to see what it is made of.",
    gone: "This is not there at this moment.",
    process: "Process",
    pidHost: "pid on the host",
    pidInside: "pid inside",
    parent: "Parent",
    command: "Command",
    user: "User",
    root: "Root directory",
    cwd: "Working directory",
    terminal: "Terminal",
    none: "none",
    state: "State",
    waits: (call: string) => `waits in ${call}`,
    namespaces: "Namespaces",
    shared: "shared with the parent",
    own: "its own",
    files: "Open files",
    trap: "Out of the guest and back",
    trapNone: "In this step nothing left the guest.",
    trapBack: "One state back",
    trapForward: "One state on",
    trapAt: (n: number, of: number) => `state ${n} of ${of}`,
    trapWhole: "All states",
    enter: "Look inside",
    leave: "See the whole house",
    life: "Life of a process",
    lifeLabel: (state: string) => `State chart of a process; it is now ${state}.`,
    why: "Why is this here?",
    whyNone: "It was there from the start.",
    goTo: (n: number) => `Go to event ${n.toLocaleString("en")}`,
    states: {
      runnable: "runnable",
      running: "running",
      sleeping: "sleeping",
      stopped: "stopped",
      zombie: "zombie",
      dead: "gone",
    },
  },
  about: {
    heading: "About the model",
    intro:
      "Everything on this page is computed: a Linux kernel, simulated in your browser, runs each command system call by system call. Nothing is recorded in advance. Its outputs are compared, in the tests, with those of a real Debian 13.",
    table: "System calls",
    tableIntro: (full: number, all: number) =>
      `${all} system calls are modelled, ${full} of them without a known omission. The table says what each of the others leaves out.`,
    call: "Call",
    leavesOut: "What the model leaves out",
    full: "No known omission",
    lessons: "Simplified in the lessons",
    lessonsNone: "No lesson declares a simplification.",
    refuses:
      "What is not modelled refuses: a program prints “option … is not modelled in Cutaway” and ends with status 95 instead of giving a wrong answer.",
    heldTitle: "Held to a real Linux",
    held: (same: number, all: number, kernels: string) =>
      `${all} small scripts were run on a real Linux ${kernels} and are run again in the model for every version: ${same} of them print the same, byte for byte, apart from what is different on every machine (process numbers, times, namespace numbers). Open a group to read what each script is about.`,
    agree: (same: number, all: number) => (same === all ? `${all} the same` : `${same} of ${all} the same`),
    differences: "What is different",
    groups: {
      busybox: "BusyBox",
      caps: "Capabilities",
      cgroup: "cgroup v2",
      chroot: "chroot",
      files: "Files",
      ipc: "IPC namespace",
      mount: "Mounts",
      net: "Network",
      overlay: "overlayfs",
      pid: "PID namespace",
      proc: "/proc",
      process: "Processes",
      rlimit: "Resource limits",
      runc: "runc",
      seccomp: "seccomp",
      shell: "Shell",
      user: "Users",
      uts: "UTS namespace",
    } as Readonly<Record<string, string>>,
    commands: "Commands",
    commandsLoading: "Loading the list of commands …",
    commandsIntro: (all: number, options: number, refused: number) =>
      `${all} commands run here, with ${options} options of the real ones. ${refused} more options are known and refused, so that none is ignored in silence.`,
    refusedOptions: "Options that are refused",
    partTitle: "The parts",
    parts: [
      ["Time", "is virtual. A system call takes a fixed time; when nobody can run, the clock jumps to the next timer."],
      ["Processes", "have one thread each and take turns on one processor, in an order that never depends on chance."],
      [
        "Logins",
        "over ssh reach sshd from outside: the network between is not modelled, and the terminal of a login that has ended keeps its number.",
      ],
      ["Networks", "carry IPv4 only, lose nothing, and reach no further than this machine."],
      ["Images and containers", "as programs (Docker, LXC) are not modelled yet; what they are made of is."],
    ],
    licence: "The program is under the MIT licence, the texts under CC BY 4.0.",
  },
  faults: {
    panel: (name: string) => `${name}: this part has failed. The rest of the page goes on.`,
    page: "This page has failed.",
    details: "Message",
    simulator: "The simulator could not be loaded. Check the connection, then try again.",
  },
  missing: { text: "This address leads nowhere.", back: "To the lessons" },
  gallery: { empty: "There is no scene to show yet.", position: (n: number, of: number) => `${n} of ${of}` },
};

export type Messages = typeof en;

const RUN_FILE_PROBLEMS = {
  "too-large": "this file is too large for a run.",
  "not-json": "this is not a saved run, or it was cut off.",
  "other-format": "this is not a saved run.",
  "later-version": "this run was saved by a later version of Cutaway, which this one cannot read.",
  damaged: "this run is damaged.",
  "other-model":
    "this run was saved by another version of the model, and does not run here as it did. Its commands can be typed again.",
} as const;

const FILE_PROBLEMS = {
  "not-json": "this is not a file of progress, or it was cut off.",
  "other-format": "this is not a file of progress.",
  "later-version": "this was written by a later version of Cutaway, which this one cannot read.",
  damaged: "this file of progress is damaged.",
} as const;

export function noticeInEnglish(notice: Notice): string {
  switch (notice.kind) {
    case "storage-failed":
      return "Nothing can be stored in this browser: it is full, or does not allow it. You can work as usual, but a reload will lose it. The Review page exports your progress as a file.";
    case "run-damaged":
      return "The run that was stored here could not be read, or does not run as it did. This page opens at its start.";
    case "link-damaged":
      return `The address was damaged (${notice.fields.join(", ")}). This page opens at its start.`;
    case "no-such-lesson":
      return `There is no lesson “${notice.lesson}”. These are the ones there are.`;
    case "moment-missing":
      return "The moment in the address is not part of the run that is kept here.";
    case "shared-run":
      return "You see a run that came with the link. What you do here replaces your own run.";
    case "forked":
      return `You typed in the past, so branch ${notice.to + 1} begins here. Branch ${notice.from + 1} stays as it was.`;
    case "branch-left":
      return `The lesson goes on where it was. What you saw stays as branch ${notice.branch + 1}, in the list of branches.`;
    case "step-limit":
      return `This did not come to an end, so it was stopped after ${events(notice.events)}. Ctrl+C interrupts the program.`;
    case "stopped":
      return `Stopped after ${events(notice.events)}.`;
    case "program-fault":
      return `The simulator met a fault of its own: ${notice.message}`;
    case "commands-run":
      return notice.count === 1
        ? "The command of the step before was run for you."
        : `The ${notice.count} commands before this step were run for you.`;
    case "lesson-elsewhere":
      return "This lesson is open in another tab, too. Steps and answers of both are kept. Of the run, the one you go on with last is kept; reload to see the other tab's.";
    case "run-file":
      return `${notice.name}: ${RUN_FILE_PROBLEMS[notice.problem]} The run on this page is as it was.`;
    case "run-loaded":
      return `${notice.name} is open. The run before it is kept: see “Back to the run before”.`;
    case "run-link-too-long":
      return "This run is too long for an address. Save it as a file instead.";
    case "no-such-card":
      return `There is no card “${notice.card}”.`;
    case "reviews-damaged":
      return "What was stored of your reviews could not be read. It was put aside and can be exported on the Review page; reviews begin anew.";
    case "reviews-later":
      return "Your reviews were stored by a later version of Cutaway. They stay untouched; what you answer now lasts until the page is closed.";
    case "reviews-elsewhere":
      return `Another tab has added to your reviews (${notice.count}). Both are kept.`;
    case "review-undone":
      return "The last grade was taken back.";
    case "nothing-undone":
      return "There is nothing to take back.";
    case "progress-file":
      return `${notice.name}: ${FILE_PROBLEMS[notice.problem]} Your progress is as it was.`;
    case "progress-read":
      return `Read: ${notice.reviews} reviews and ${notice.lessons} lessons were new. What was here is kept, too.`;
    case "copied":
      return "The link is in the clipboard.";
    case "copy-failed":
      return "The browser refused to copy. The address line holds the link.";
  }
}
