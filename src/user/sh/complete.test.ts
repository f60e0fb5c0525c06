import { expect, test } from "vitest";
import { values } from "../../kernel/table.ts";
import { bootHost } from "../boot/host.ts";
import { kernelOf } from "../boot/testbench.ts";
import { PROGRAMS } from "../programs.ts";
import { Runner } from "../runner.ts";
import { commonPrefix, complete } from "./complete.ts";
import { needsMore } from "./needs-more.ts";

const runner = new Runner(bootHost(), PROGRAMS, () => undefined);
runner.run(1_000_000);
const shell = values(kernelOf(runner.world).tasks).find((t) => t.comm === "bash");
if (!shell) throw new Error("no shell on the console");
const at = (line: string) => complete(runner.world, shell.pid, line, line.length);

test("the first word is a command: builtins and the files of PATH", () => {
  expect(at("unsh").candidates).toEqual(["unshare"]);
  expect(at("unal").candidates).toEqual(["unalias"]);
  expect(at("true; unsh").candidates).toEqual(["unshare"]);
  expect(at("echo $(unsh").candidates).toEqual(["unshare"]);
  expect(at("if unsh").candidates).toEqual(["unshare"]);
});

test("other words are files; a directory ends with a slash", () => {
  expect(at("ls /et")).toEqual({ start: 3, candidates: ["/etc/"] });
  expect(at("cat /etc/passw").candidates).toContain("/etc/passwd");
  expect(at("cat </etc/passw").start).toBe(5);
});

test("hidden files are offered only where the dot was typed", () => {
  expect(at("ls ~/").candidates.some((name) => name.startsWith("~/."))).toBe(false);
});

test("a variable is offered behind a dollar sign", () => {
  expect(at("echo $HO").candidates).toEqual(["$HOME"]);
});

test("what all candidates share can be filled in", () => {
  expect(commonPrefix(["unshare", "unset"])).toBe("uns");
  expect(commonPrefix([])).toBe("");
});

test.each([
  ["echo 'a", true],
  ['echo "a', true],
  ["echo $(ls", true],
  ["if true; then", true],
  ["a &&", true],
  ["a |", true],
  ["a \\", true],
  ["a \\\n", true],
  ["cat <<E\nx\n", true],
  ["cat <<E\nx\nE\n", false],
  ["f() {", true],
  ["case x in", true],
  ["((1 +", true],
  ["echo )", false],
  ["echo a\\\\", false],
  ["echo # 'x", false],
  ["", false],
])("needsMore(%j) is %s", (text, more) => {
  expect(needsMore(text)).toBe(more);
});
