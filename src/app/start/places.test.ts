import { expect, test } from "vitest";
import type { TtyId } from "../../kernel/fs/file.ts";
import { lookup } from "../../kernel/table.ts";
import { Session } from "../../timeline/session.ts";
import { createRun } from "../run/run.ts";
import { answerIn, askEverywhere, buildPlaces, PLACES, TTYS } from "./places.ts";
import type { Place, QuestionId } from "./words.ts";

const run = createRun(Session.boot("host"), { reduced: () => true });
await buildPlaces(run);

async function ask(question: QuestionId): Promise<Record<Place, string>> {
  const from = await askEverywhere(run, question);
  const { session } = run.getState();
  const text = (n: number, place: Place): string => {
    const { host } = session.at(n).machines;
    if (!host) throw new Error("no host");
    return lookup(host.kernel.ttys, TTYS[place] as TtyId).screen;
  };
  const answers = PLACES.map((place) => {
    const answer = answerIn(text(session.length, place), text(from, place));
    expect(answer?.done).toBe(true);
    return [place, answer?.lines.join("\n") ?? ""] as const;
  });
  return Object.fromEntries(answers) as Record<Place, string>;
}

test("a room has a name of its own, a chroot has the host's", async () => {
  expect(await ask("name")).toEqual({ host: "host", chroot: "host", room: "room" });
});

test("there is one kernel", async () => {
  const { host, chroot, room } = await ask("kernel");
  expect(new Set([host, chroot, room]).size).toBe(1);
});

test("a chroot sees the host's processes, a room its own", async () => {
  const { host, chroot, room } = await ask("processes");
  expect(chroot).toBe(host);
  expect(Number(room)).toBeLessThan(Number(host));
});

test("the shell of a room is number 1", async () => {
  expect((await ask("self")).room).toBe("1");
});

test("chroot and room have files of their own", async () => {
  const { host, chroot, room } = await ask("files");
  expect(chroot).not.toBe(host);
  expect(room).toBe(chroot);
});

test("an answer is what stands between the question and the next prompt", () => {
  expect(answerIn("# hostname\nweb\n# ", "# ")).toEqual({ lines: ["web"], done: true });
  expect(answerIn("# hostname\nweb\n", "# ")).toEqual({ lines: ["web"], done: false });
  expect(answerIn("# ", "# ")).toBeNull();
});
