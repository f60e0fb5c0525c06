import { expect, test } from "vitest";
import type { Tty } from "../../kernel/fs/file.ts";
import { typeOn } from "../../kernel/fs/tty.ts";
import { values } from "../../kernel/table.ts";
import { bootHost } from "../boot/host.ts";
import { kernelOf } from "../boot/testbench.ts";
import { PROGRAMS } from "../programs.ts";
import { Runner } from "../runner.ts";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const CTRL_Z = "\x1a";
const STEPS = 50_000;

/** Boots a host and types at its console; returns what stands on the screen since the first prompt. */
function typed(...lines: readonly string[]): string {
  const runner = new Runner(bootHost(), PROGRAMS, () => undefined);
  runner.run(1_000_000);
  const tty = (): Tty => values(kernelOf(runner.world).ttys)[0] as Tty;
  const from = tty().screen.length;
  for (const line of lines) {
    runner.act((tx) => typeOn(tx, tty().id, line));
    runner.run(STEPS);
  }
  return tty()
    .screen.slice(from)
    .replace(/^.*?(?=\n)/, "")
    .slice(1);
}

test("a command that was not found is told without a line number", () => {
  expect(typed("foo\n")).toBe("-bash: foo: command not found\nroot@host:~# ");
});

test("an unfinished command is asked on for with PS2", () => {
  expect(typed("if true; then\n", "echo 'a\n", "b'\n", "fi\n")).toBe(
    "> > > a\nb\nroot@host:~# ".replace("> > > ", "> echo 'a\n> b'\n> fi\n"),
  );
});

test("a syntax error leaves the shell running, with status 2", () => {
  expect(typed("echo )\n", "echo $?\n")).toBe(
    "-bash: syntax error near unexpected token `)'\nroot@host:~# echo $?\n2\nroot@host:~# ",
  );
});

test("^C ends the command in the foreground, not the shell; $? is 130", () => {
  expect(typed("cat\n", CTRL_C, "echo $?\n")).toBe("^C\nroot@host:~# echo $?\n130\nroot@host:~# ");
});

test("^C ends an endless loop of builtins", () => {
  expect(typed("while :; do :; done\n", CTRL_C, "echo $?\n")).toBe("^C\nroot@host:~# echo $?\n130\nroot@host:~# ");
});

test("^Z stops a job, jobs lists it, fg goes on with it", () => {
  expect(typed("cat\n", CTRL_Z, "jobs\n", "fg\n", "hi\n", CTRL_D)).toBe(
    [
      "^Z",
      "[1]+  Stopped                 cat",
      "root@host:~# jobs",
      "[1]+  Stopped                 cat",
      "root@host:~# fg",
      "cat",
      "hi",
      "hi",
      "root@host:~# ",
    ].join("\n"),
  );
});

test("a background job is told of with its number, and again when it has ended", () => {
  const screen = typed("sleep 1 &\n", "kill %1\n", "true\n").replace(/\[1\] \d+/, "[1] PID");
  expect(screen).toContain("[1] PID\n");
  expect(screen).toContain("[1]+  Terminated              sleep 1\n");
});

test("a background job that reads the terminal is stopped", () => {
  expect(typed("cat &\n", "jobs\n")).toContain("[1]+  Stopped                 cat\n");
});

test("an error in an expansion gives up the line only", () => {
  expect(typed("echo $((1/0)); echo no\n", "echo yes\n")).toBe(
    '-bash: 1/0: division by 0 (error token is "0")\nroot@host:~# echo yes\nyes\nroot@host:~# ',
  );
});

test("an alias is expanded where a command stands, not in its own text", () => {
  expect(typed("alias echo='echo x'\n", "echo echo\n")).toBe("root@host:~# echo echo\nx echo\nroot@host:~# ");
});

test("a second shell has job control of its own, and dash its own prompt and words", () => {
  expect(typed("sh\n", "foo\n", "cat\n", CTRL_C, "exit\n")).toBe(
    "# foo\nsh: 2: foo: not found\n# cat\n^C\n# exit\nroot@host:~# ".replace("sh: 2", "sh: 1"),
  );
});

test("exit warns of stopped jobs once", () => {
  expect(typed("cat\n", CTRL_Z, "exit\n")).toContain("logout\nThere are stopped jobs.\nroot@host:~# ");
});
