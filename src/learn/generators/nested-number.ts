import { between, diceOf } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-nested-number", lesson: "15-pid-namespace", step: "nested", concept: "pid-namespace" };
const ROOM = "unshare --pid --fork --mount-proc bash";

/** Rooms in rooms, some processes in the innermost: which number does the next one get? */
export const nestedNumber: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const depth = between(dice, 1, 3);
    const before = between(dice, 0, 4);
    const sleeps = Array.from({ length: before }, (_, i) => `sleep ${100 * (i + 1)} &`);
    return {
      ...{ ...HEAD, form: "type", world: "host", pick: null },
      setup: lines(...Array.from({ length: depth }, () => ROOM), ...sleeps),
      proof: lines("sleep 900 &", "echo $!"),
      question: say(
        `새 PID 네임스페이스를 ${depth}번 겹쳐 들어왔고, 가장 안쪽에서 \`sleep\`을 ${before}개 띄웠습니다. 하나를 더 띄우면 \`echo $!\`는 몇 번을 출력할까요?`,
        `We went into ${depth} PID namespace${depth > 1 ? "s, one in the other" : ""}, and started ${before} ${before === 1 ? "`sleep`" : "`sleep`s"} in the innermost. One more: which number does \`echo $!\` print?`,
      ),
      because: say(
        "가장 안쪽 네임스페이스는 1번부터 새로 셉니다. `bash`가 1번이고, 그다음부터는 태어난 차례대로 번호를 받습니다.",
        "The innermost namespace counts from 1 anew. `bash` is 1, and after it the numbers go by birth.",
      ),
    };
  },
};
