import { between, diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-orphan-tree", lesson: "15-pid-namespace", step: "orphan", concept: "orphans" };
const ROOM = "unshare --pid --fork --mount-proc bash";

/** A parent is killed, on the host or in a room or two: who takes the child? */
export const orphanTree: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const depth = between(dice, 0, 2);
    const others = Array.from({ length: between(dice, 0, 2) }, (_, i) => `sleep ${100 * (i + 1)} &`);
    const signal = pickOne(dice, ["TERM", "KILL", "HUP"]);
    return {
      ...{ ...HEAD, form: "point", world: "host", target: { parentOf: "tail" } },
      setup: lines(
        ...Array.from({ length: depth }, () => ROOM),
        ...others,
        "bash -c 'tail -f /dev/null & exec sleep 900' &",
      ),
      proof: lines(`kill -${signal} $!`),
      question: say(
        `\`sleep 900\`은 \`tail\`의 부모입니다. 이제 \`kill -${signal}\`로 \`sleep 900\`을 죽입니다. \`tail\`의 새 부모를 가리켜 보세요.`,
        `\`sleep 900\` is the parent of \`tail\`. Now \`kill -${signal}\` ends \`sleep 900\`. Point at the new parent of \`tail\`.`,
      ),
      because: say(
        "고아는 자기 PID 네임스페이스의 1번이 맡습니다. 어떤 신호로 부모가 죽었는지, 조부모가 누구인지는 상관이 없습니다.",
        "An orphan goes to process 1 of its own PID namespace, whatever signal ended the parent and whoever the grandparent is.",
      ),
    };
  },
};
