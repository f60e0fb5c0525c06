import { expect, test } from "vitest";
import { emptyTable, values } from "../kernel/table.ts";
import type { Pid, Task } from "../kernel/task/task.ts";
import type { Card } from "./card.ts";
import { examine, isRight } from "./examine.ts";

const none = { ko: [], en: [] };
const base = {
  ...{ id: "t", lesson: "l", step: "s", concept: "c", world: "host", question: none, because: none },
  setup: [] as { line: string; tty: number }[],
};
const lines = (...list: string[]) => list.map((line) => ({ line, tty: 1 }));

test("the right choice is the one that holds of what the proof printed", () => {
  const choices = [{ prints: "2" }, { prints: "1" }].map((holds) => ({ holds, text: none }));
  const setup = lines("unshare --pid --fork --mount-proc bash");
  const { answer } = examine({ ...base, form: "choose", setup, proof: lines("echo $$"), choices });
  expect(answer).toEqual({ form: "choose", right: 1 });
  expect(isRight(answer, { form: "choose", choice: 1 })).toBe(true);
  expect(isRight(answer, { form: "choose", choice: 0 })).toBe(false);
});

test("a text is what the last command printed, or the part that is picked out of it", () => {
  const proof = lines("hostname web", "hostname");
  expect(examine({ ...base, form: "type", proof, pick: null }).answer).toEqual({ form: "type", text: "web" });
  const status = examine({ ...base, form: "type", proof: lines("grep Pid: /proc/1/status"), pick: "^Pid:\\s+(\\d+)" });
  expect(status.answer).toEqual({ form: "type", text: "1" });
  expect(isRight(status.answer, { form: "type", text: "  1 " })).toBe(true);
  expect(isRight(status.answer, { form: "type", text: "11" })).toBe(false);
});

test("an orphan's new parent can be pointed at", () => {
  const setup = lines("unshare --pid --fork --mount-proc bash", "bash -c 'sleep 500 & exec sleep 400' &");
  const card: Card = { ...base, form: "point", setup, proof: lines("kill $!"), target: { parentOf: "sleep" } };
  const { answer, session, asked } = examine(card);
  const tasks = values(session.at(asked).machines.host?.kernel.tasks ?? emptyTable<Pid, Task>());
  const init = tasks.find(({ comm, nspids }) => comm === "bash" && nspids.length === 2 && nspids[1]?.pid === 1);
  expect(answer).toEqual({ form: "point", keys: [`task:${init?.pid}`] });
});

test("what a signal ended is right to point at, and nothing else", () => {
  const setup = lines("sleep 500 &", "sleep 600 &");
  const { answer } = examine({ ...base, form: "point", setup, proof: lines("kill %2"), target: { killed: true } });
  expect(answer.form === "point" && answer.keys).toHaveLength(1);
});

test("the ghost of a process stands for the process", () => {
  const answer = { form: "point", keys: ["task:12"] } as const;
  expect(isRight(answer, { form: "point", key: "ghost:12@room:mnt9" })).toBe(true);
  expect(isRight(answer, { form: "point", key: "ghost:1@room:mnt9" })).toBe(false);
});

test("a namespace of one's own is a shutter of the room", () => {
  const setup = lines("unshare --uts bash");
  const point = { ...base, form: "point", setup, proof: lines("hostname web") } as const;
  const { answer } = examine({ ...point, target: { own: "uts", of: "bash" } });
  expect(answer.form === "point" && answer.keys[0]).toMatch(/^shutter:room:.*\/uts$/);
  expect(() => examine({ ...point, target: { own: "pid", of: "bash" } })).toThrow("nothing is right");
});

test("the order is that of the events, however the items are written down", () => {
  const items = [
    { text: none, happens: { exits: "true" } },
    { text: none, happens: { call: "clone", by: "bash" } },
    { text: none, happens: { execs: "true" } },
  ];
  const { answer } = examine({ ...base, form: "order", proof: lines("/bin/true"), items });
  expect(answer).toEqual({ form: "order", order: [1, 2, 0] });
  expect(isRight(answer, { form: "order", order: [1, 2, 0] })).toBe(true);
  expect(isRight(answer, { form: "order", order: [0, 1, 2] })).toBe(false);
});

test("a card that its proof does not answer is refused", () => {
  const proof = lines("hostname");
  expect(() => examine({ ...base, form: "type", proof, pick: "^(web)$" })).toThrow("nothing to type");
  const items = [{ text: none, happens: { exits: "nobody" } }];
  expect(() => examine({ ...base, form: "order", proof, items })).toThrow("does not happen");
});
