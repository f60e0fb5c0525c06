import { between, diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-walk-in-jail", lesson: "12-building-a-jail", step: "inside", concept: "path-lookup" };

/** A walk with cd in a jail, often further up than there is: where does it end? */
export const walkInJail: Generator = {
  ...HEAD,
  make(seed) {
    const dice = diceOf(seed);
    const down = pickOne(dice, ["a/b/c", "a/b", "a"]);
    const up = Array.from({ length: between(dice, 1, 4) }, () => "..").join("/");
    const then = pickOne(dice, ["a", "a/b", "."]);
    // `a` is only there at the root: a walk that ends elsewhere goes by an absolute path.
    const last = up.split("/").length >= down.split("/").length ? `cd ${then}` : "cd .";
    return {
      ...{ ...HEAD, form: "type", world: "host", pick: null },
      setup: lines("mkrootfs /srv/jail", "mkdir -p /srv/jail/a/b/c", "chroot /srv/jail /bin/sh"),
      proof: lines(`cd /${down}`, `cd ${up}`, last, "pwd"),
      question: say(
        "감옥 안에서 이렇게 걸어갑니다. `pwd`는 무엇을 출력할까요?",
        "A walk in the jail. What does `pwd` print?",
      ),
      because: say(
        "`..`은 한 칸씩 위로 가지만 감옥의 `/`에서 멈춥니다. 루트 디렉터리의 부모는 자기 자신이기 때문입니다.",
        "`..` goes up one by one, and stops at the jail's `/`: the root directory is its own parent.",
      ),
    };
  },
};
