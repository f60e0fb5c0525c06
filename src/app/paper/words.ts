import type { Measure } from "../../learn/paper.ts";
import type { PageWords } from "../i18n/page-words.ts";

const times = (n: number) => (n >= 10 ? n.toFixed(0) : n >= 1 ? n.toFixed(2) : n.toPrecision(2));

const en = {
  title: "The model against the paper",
  lead: "In 2003 Barham and others ran lmbench on Linux, on Xen and in VMware. The model runs the same work on a machine of that year. Here are all their times, what the model says, and how far it is off.",
  computing: (done: number, of: number) =>
    `The model is running lmbench: ${done} of ${of} benchmarks. The values appear as they come.`,
  failed: "The model could not compute its times.",
  agree: (within: number, compared: number, band: number) =>
    `Of the ${compared} values that the model foretells, ${within} lie within a factor of ${band} of the published ones.`,
  fittedNote: (within: number, compared: number, band: number) =>
    `The other ${compared} published values were used to set prices of the model (all of Linux on the hardware, and a few of Xen and VMware); ${within} of those lie within a factor of ${band}. That they agree proves little, so they are drawn hollow.`,
  furthest: (what: string, ratio: number) => `Furthest off: ${what}, ×${times(ratio)}.`,
  measure: "Compare",
  measures: { time: "times", overhead: "how much slower than on the hardware" } as Readonly<Record<Measure, string>>,
  measureNote: {
    time: "Model divided by paper.",
    overhead:
      "Each time is first divided by that of Linux on the hardware, the paper's by the paper's, the model's by the model's: this compares the cost of virtualizing alone.",
  } as Readonly<Record<Measure, string>>,
  worlds: "Show",
  band: (band: number) => `Shaded: a factor of ${band} either way.`,
  less: "← model too fast",
  more: "model too slow →",
  ratio: (n: number) => `×${times(n)}`,
  dot: (column: string, system: string, published: string, model: string, ratio: number) =>
    `${column}, ${system}: paper ${published}, model ${model}, ×${times(ratio)}`,
  tables: "All values",
  unit: "Microseconds; smaller is better. Linux on the hardware is the paper's L-UP.",
  unitOverhead: "Times that of Linux on the hardware.",
  where: (where: string) => `${where} of the paper`,
  column: "lmbench",
  paper: "paper",
  model: "model",
  ratioHead: "ratio",
  notModelled: "not modelled",
  notComputed: "—",
  unpublished: "Computed, with nothing here to compare",
  unpublishedNote:
    "The paper measured exec and sh, too. Their values are kept out of this project on purpose, so that the model can be checked from outside; whatever else stands here nobody that we know of has published.",
  unpublishedNone: "None yet.",
  meanings: "What the columns measure",
  source: "Source",
  marksNote: "Where the numbers come from",
  marks: {
    measured: "measured: printed in the paper",
    fitted: "fitted: computed like the others, but this published value was used to set a price",
    derived: "derived: the sum of the operations that the model's kernel makes, priced from published figures",
    unmeasured: "unmeasured: nobody that we found has measured it, or the model does not have it",
  },
  explain: {
    "null call": "getppid: into the kernel and back",
    "null I/O": "reading and writing one byte of a device that does nothing",
    stat: "asking for a file's attributes",
    "open/close": "opening a file and closing it",
    "slct TCP": "select on many TCP sockets",
    "sig inst": "installing a signal handler",
    "sig hndl": "sending oneself a signal and handling it",
    fork: "fork, exit, wait",
    exec: "fork, exec of a small program, exit, wait",
    sh: "the same through a shell",
    "2p/0K":
      "a token passed between 2 processes that touch no memory; 2p/16K, 8p/64K …: more processes, each going over so much memory",
    "0K create": "creating an empty file, 10K: one of 10 KiB; and deleting it",
    "mmap lat": "mapping a file, touching it, unmapping it",
    "prot fault": "writing to a page that is read-only, until the handler runs",
    "page fault": "touching a page of a mapped file for the first time",
  } as Readonly<Record<string, string>>,
};

const ko: typeof en = {
  title: "모델과 논문 비교하기",
  lead: "2003년에 바럼(Barham) 등은 lmbench를 리눅스와 Xen, VMware에서 돌렸습니다. 모델도 그해의 컴퓨터에서 같은 일을 합니다. 여기에는 논문의 시간을 모두 싣고, 모델의 값과 그 차이를 함께 적었습니다.",
  computing: (done, of) =>
    `모델이 lmbench를 돌리고 있습니다. 벤치마크 ${of}개 중 ${done}개를 마쳤습니다. 값은 나오는 대로 나타납니다.`,
  failed: "모델이 시간을 계산하지 못했습니다.",
  agree: (within, compared, band) =>
    `모델이 예측한 값 ${compared}개 중 ${within}개가 논문 값의 ${band}배 안에 있습니다.`,
  fittedNote: (within, compared, band) =>
    `나머지 ${compared}개는 모델의 값을 정하는 데 쓴 논문 값입니다(하드웨어 위의 리눅스는 모두, Xen과 VMware는 몇 개). 그중 ${within}개가 ${band}배 안에 있습니다. 이들이 맞는 것은 대단한 증거가 아니므로 속을 비워 그렸습니다.`,
  furthest: (what, ratio) => `가장 크게 어긋난 값은 ${what}, ×${times(ratio)}입니다.`,
  measure: "비교할 것",
  measures: { time: "시간", overhead: "하드웨어 위에서보다 몇 배 느린지" },
  measureNote: {
    time: "모델의 값을 논문의 값으로 나눴습니다.",
    overhead:
      "먼저 하드웨어 위의 리눅스에서 걸린 시간으로 나눕니다. 논문의 값은 논문의 시간으로, 모델의 값은 모델의 시간으로 나눕니다. 그래서 가상화에 드는 비용만 비교합니다.",
  },
  worlds: "보여 줄 것",
  band: (band) => `색칠한 띠: 양쪽으로 ${band}배까지`,
  less: "← 모델이 너무 빠름",
  more: "모델이 너무 느림 →",
  ratio: (n) => `×${times(n)}`,
  dot: (column, system, published, model, ratio) =>
    `${column}, ${system}: 논문 ${published}, 모델 ${model}, ×${times(ratio)}`,
  tables: "모든 값",
  unit: "단위는 마이크로초이고 작을수록 좋습니다. 하드웨어 위의 리눅스는 논문의 L-UP입니다.",
  unitOverhead: "하드웨어 위의 리눅스를 1로 본 배수입니다.",
  where: (where) => `논문의 ${where}`,
  column: "lmbench",
  paper: "논문",
  model: "모델",
  ratioHead: "비율",
  notModelled: "모델에 없음",
  notComputed: "—",
  unpublished: "계산했지만 여기에는 맞대어 볼 값이 없는 것",
  unpublishedNote:
    "논문은 exec와 sh도 쟀습니다. 밖에서 이 모델을 시험해 볼 수 있도록 그 값은 일부러 이 프로젝트에 넣지 않았습니다. 그 밖의 것은 발표된 값을 찾지 못했습니다.",
  unpublishedNone: "아직 없습니다.",
  meanings: "각 항목이 재는 것",
  source: "출처",
  marksNote: "수의 출처",
  marks: {
    measured: "측정값: 논문에 실린 값",
    fitted: "맞춘 값: 똑같이 계산했지만, 바로 이 논문 값으로 모델의 값을 정한 것",
    derived:
      "계산값: 모델의 커널이 실제로 한 동작의 비용을 모두 더한 값. 동작마다 드는 비용은 발표된 수치에서 가져왔습니다",
    unmeasured: "측정된 적 없음: 잰 사람을 찾지 못했거나 모델에 없는 값",
  },
  explain: {
    "null call": "getppid를 한 번 불러 커널에 들어갔다 나옵니다",
    "null I/O": "아무 일도 하지 않는 장치에서 1바이트를 읽고 씁니다",
    stat: "파일의 속성을 묻습니다",
    "open/close": "파일을 열고 닫습니다",
    "slct TCP": "여러 TCP 소켓에 select를 부릅니다",
    "sig inst": "신호 처리기를 등록합니다",
    "sig hndl": "자신에게 신호를 보내고 처리합니다",
    fork: "fork로 자식을 만들고, 자식이 끝날 때까지 기다립니다",
    exec: "fork한 다음 작은 프로그램을 exec하고 끝날 때까지 기다립니다",
    sh: "같은 일을 셸을 거쳐서 합니다",
    "2p/0K":
      "메모리를 건드리지 않는 프로세스 2개가 토큰을 주고받습니다. 2p/16K, 8p/64K 등에서는 프로세스가 더 많고, 저마다 그 크기의 메모리를 훑습니다",
    "0K create": "빈 파일을 만듭니다. 10K는 10 KiB짜리 파일을 만들고, delete는 지웁니다",
    "mmap lat": "파일을 매핑(mapping)하고, 건드리고, 매핑을 풉니다",
    "prot fault": "읽기 전용 페이지에 쓰고, 신호 처리기가 실행될 때까지 잽니다",
    "page fault": "매핑한 파일의 페이지를 처음 건드립니다",
  },
};

export const words: PageWords<typeof en> = { ko, en };
