import { diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = {
  id: "gen-flag-shutter",
  lesson: "13-the-jail-has-no-walls",
  step: "processes",
  concept: "shared-kernel",
};

/** A room with two walls of its own: which of them answers for what is about to happen? */
export const flagShutter: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const [own, command, ko, en] = pickOne(dice, [
      ["uts", "hostname room", "바뀐 이름이 방 안에만 머물게", "the new name inside the room"],
      ["mnt", "mount -t tmpfs none /mnt", "새 마운트가 방 안에만 머물게", "the new mount inside the room"],
    ] as const);
    const other = pickOne(dice, ["--ipc", "--net", "--cgroup"]);
    return {
      ...{ ...HEAD, form: "point", world: "host", target: { own, of: "bash" } },
      setup: lines(`unshare --${own === "mnt" ? "mount" : "uts"} ${other} bash`),
      proof: lines(command),
      question: say(
        `이 방에는 자기 벽이 두 개 있습니다. \`${command}\`를 실행할 때 ${ko} 하는 셔터를 가리켜 보세요.`,
        `This room has two walls of its own. Point at the shutter that keeps ${en} when \`${command}\` runs.`,
      ),
      because: say(
        "호스트 이름은 U(UTS), 마운트 목록은 M(마운트) 네임스페이스에 있습니다. 닫힌 셔터마다 막아 주는 것이 하나씩 정해져 있습니다.",
        "The host name lives in U (UTS), the mount table in M (mount). Each closed shutter keeps one kind of thing.",
      ),
    };
  },
};
