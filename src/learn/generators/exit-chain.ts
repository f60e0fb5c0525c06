import { between, diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-exit-chain", lesson: "12-building-a-jail", step: "empty", concept: "exit-status" };

/** A program that ends in one of many ways, perhaps behind a chroot: which status is left? */
export const exitChain: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const end = pickOne(dice, [
      `exit ${between(dice, 2, 90)}`,
      `kill -${pickOne(dice, ["KILL", "TERM", "HUP"])} $$`,
      "no-such-program",
      "/etc/passwd",
      "true",
      "false",
    ]);
    const [start, where] = pickOne(dice, [
      ["sh -c", ""],
      ["chroot /srv/jail /bin/sh -c", ""],
      ["chroot /srv/elsewhere /bin/sh -c", "nowhere"],
    ]);
    return {
      ...{ ...HEAD, form: "type", world: "host", pick: null },
      setup: lines("mkrootfs /srv/jail", "echo root:x:0:0 > /srv/jail/etc/passwd"),
      proof: lines(`${start} '${end}'`, "echo $?"),
      question:
        where === ""
          ? say("이 명령이 끝난 뒤 `echo $?`는 무엇을 출력할까요?", "What does `echo $?` print after this command?")
          : say(
              "`/srv/elsewhere`는 없는 디렉터리입니다. 이 명령이 끝난 뒤 `echo $?`는 무엇을 출력할까요?",
              "There is no `/srv/elsewhere`. What does `echo $?` print after this command?",
            ),
      because: say(
        "`exit N`은 N, 찾지 못한 프로그램은 127, 실행할 수 없는 파일은 126, 신호로 죽으면 128에 신호 번호를 더한 값입니다. `chroot` 자신이 실패하면 125입니다.",
        "`exit N` leaves N, a program not found 127, a file that cannot be run 126, a signal 128 plus its number. Where `chroot` itself fails it is 125.",
      ),
    };
  },
};
