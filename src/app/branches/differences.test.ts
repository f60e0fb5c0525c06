import { expect, test } from "vitest";
import { HOST } from "../../kernel/apply.ts";
import type { Kernel } from "../../kernel/world.ts";
import { Session } from "../../timeline/session.ts";
import { differences } from "./differences.ts";

function after(...lines: string[]): Kernel {
  const session = Session.boot("host");
  for (const line of lines) {
    session.type(`${line}\n`);
    session.run(1_000_000);
  }
  const machine = session.at(session.length).machines[HOST];
  if (!machine) throw new Error("no host");
  return machine.kernel;
}

test("the same commands leave no difference", () => {
  expect(differences(after("echo one"), after("echo one"))).toEqual([]);
});

test("a host name is told from the other", () => {
  const found = differences(after("hostname web"), after("hostname api"));
  expect(found).toContainEqual(expect.objectContaining({ kind: "hostname", left: "web", right: "api" }));
});

test("a file that only one side has, a file with other contents, and nothing else", () => {
  const found = differences(after("echo a > /tmp/x", "echo b > /tmp/y"), after("echo c > /tmp/x"));
  expect(found.filter(({ kind }) => kind === "file").map(({ what, right }) => [what, right !== null])).toEqual(
    expect.arrayContaining([
      ["/tmp/x", true],
      ["/tmp/y", false],
    ]),
  );
});

test("a process that still runs on one side", () => {
  const found = differences(after("sleep 1000 &"), after("true"));
  expect(found).toContainEqual(expect.objectContaining({ kind: "process", right: null }));
});
