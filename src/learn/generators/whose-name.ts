import { diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-whose-name", lesson: "13-the-jail-has-no-walls", step: "hostname", concept: "shared-kernel" };

/** Names are given in jails and in rooms with a UTS namespace: what is the host called at the end? */
export const whoseName: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const give = (name: string) =>
      pickOne(dice, [
        `chroot /srv/jail /bin/hostname ${name}`,
        `unshare --uts hostname ${name}`,
        `unshare --pid --fork hostname ${name}`,
        `unshare --uts chroot /srv/jail /bin/hostname ${name}`,
      ]);
    return {
      ...{ ...HEAD, form: "type", world: "host", pick: null },
      setup: lines("mkrootfs /srv/jail"),
      proof: lines(give("web"), give("db"), give("mail"), "hostname"),
      question: say(
        "호스트의 이름은 `host`였습니다. 이 명령들을 차례대로 실행하면 마지막 `hostname`은 무엇을 출력할까요?",
        "The host was called `host`. After these commands, one after the other, what does the last `hostname` print?",
      ),
      because: say(
        "호스트 이름은 UTS 네임스페이스에 있습니다. `--uts`가 있으면 새 방의 이름만 바뀌고, `chroot`나 `--pid`만으로는 호스트의 이름이 바뀝니다.",
        "The host name lives in the UTS namespace. With `--uts` only the new room is renamed; `chroot` or `--pid` alone renames the host.",
      ),
    };
  },
};
