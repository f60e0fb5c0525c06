import { diceOf, pickOne } from "../dice.ts";
import { type Generator, lines, say } from "./generator.ts";

const HEAD = { id: "gen-missing-file", lesson: "12-building-a-jail", step: "libraries", concept: "dynamic-loader" };
const LIB = "/lib/x86_64-linux-gnu";

/** A jail for bash with one of its files left out (or none): what happens at the door? */
export const missingFile: Generator = {
  ...HEAD,
  make(seed) {
    const files = ["/bin/bash", "/lib64/ld-linux-x86-64.so.2", `${LIB}/libtinfo.so.6`, `${LIB}/libc.so.6`] as const;
    const missing = pickOne(diceOf(seed), [...files, ""]);
    const copies = files.filter((file) => file !== missing).map((file) => `cp ${file} /srv/jail${file}`);
    return {
      ...{ ...HEAD, form: "choose", world: "host" },
      setup: lines(`mkdir -p /srv/jail/bin /srv/jail/lib64 /srv/jail${LIB}`, ...copies),
      proof: lines("chroot /srv/jail /bin/bash"),
      question: say(
        "감옥에 넣은 파일을 잘 보세요. `chroot /srv/jail /bin/bash`를 실행하면 어떻게 될까요?",
        "Look closely at the files that were put into the jail. What does `chroot /srv/jail /bin/bash` do?",
      ),
      choices: [
        { text: say("새 셸이 열립니다.", "A new shell opens."), holds: { matches: "^bash-5" } },
        {
          text: say("`/bin/bash`가 없다고 합니다.", "It says there is no `/bin/bash`."),
          holds: { has: "failed to run command '/bin/bash': No such file or directory" },
        },
        {
          text: say("`libtinfo.so.6`을 불러올 수 없다고 합니다.", "It cannot load `libtinfo.so.6`."),
          holds: { has: "libtinfo.so.6: cannot open" },
        },
        {
          text: say("`libc.so.6`을 불러올 수 없다고 합니다.", "It cannot load `libc.so.6`."),
          holds: { has: "libc.so.6: cannot open" },
        },
      ],
      because: say(
        "프로그램이나 로더가 없으면 커널이 똑같이 ENOENT로 답합니다. 로더가 있어야 비로소 어떤 라이브러리가 없는지 말해 줍니다.",
        "Without the program or without its loader the kernel gives the same ENOENT. Only the loader can say which library is missing.",
      ),
    };
  },
};
