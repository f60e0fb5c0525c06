import { expect, test } from "vitest";
import { completions, getopt, optionHelp, optionTable } from "./getopt.ts";

const TABLE = optionTable(`
  -a, --all                everything
  -w, --width=COLS         a number
  -k, --color[=WHEN]       perhaps a word
  -e SCRIPT                a letter with an argument
  --almost-all             begins like --all
  -c, --bytes=[-]NUM       the brackets are inside the argument
  ! -Z, --context          of the real tool only
  ~ --legacy=N
`);

const read = (...args: string[]) => getopt(TABLE, args);
const names = (...args: string[]) =>
  read(...args).given.map((g) => (g.value === undefined ? g.name : `${g.name}=${g.value}`));

test.each([
  ["bundled letters", ["-aw", "80"], ["all", "width=80"]],
  ["an attached argument", ["-w80", "-e3"], ["width=80", "e=3"]],
  ["the rest of a bundle is the argument", ["-awa"], ["all", "width=a"]],
  ["--long=value and --long value", ["--width=1", "--width", "2"], ["width=1", "width=2"]],
  [
    "an optional argument only where it is attached",
    ["-k", "x", "-kx", "--color", "y", "--color=y"],
    ["color", "color=x", "color", "color=y"],
  ],
  ["an unambiguous beginning", ["--wi=3"], ["width=3"]],
  ["an empty argument", ["--width="], ["width="]],
  ["brackets inside an argument are no option's", ["-c", "-3"], ["bytes=-3"]],
])("takes %s", (_, args, expected) => {
  expect(names(...args)).toEqual(expected);
});

test("operands may stand between options, and -- ends the options", () => {
  expect(read("x", "-a", "y", "--", "-w").operands).toEqual(["x", "y", "-w"]);
  expect(read("-").operands).toEqual(["-"]);
});

test("with `stop` the first operand ends the options", () => {
  const { given, operands } = getopt(TABLE, ["-a", "cmd", "-w", "1"], true);
  expect(given.map((g) => g.name)).toEqual(["all"]);
  expect(operands).toEqual(["cmd", "-w", "1"]);
});

// Wording of glibc 2.41, posix/getopt.c.
test.each([
  [["-y"], "invalid option -- 'y'"],
  [["-ay"], "invalid option -- 'y'"],
  [["--foo"], "unrecognized option '--foo'"],
  [["--foo=1"], "unrecognized option '--foo=1'"],
  [["-w"], "option requires an argument -- 'w'"],
  [["--width"], "option '--width' requires an argument"],
  [["--all=x"], "option '--all' doesn't allow an argument"],
  [["--al"], "option '--al' is ambiguous; possibilities: '--all' '--almost-all'"],
  [["-:"], "invalid option -- ':'"],
])("refuses %j as glibc does", (args, problem) => {
  expect(read(...args).problem).toBe(problem);
});

test("options before a mistake are still reported", () => {
  expect(read("-a", "-y", "-w1")).toMatchObject({ given: [{ name: "all" }], problem: "invalid option -- 'y'" });
});

test("an option that is not modelled is marked so, wherever it is abbreviated", () => {
  expect(read("-Z").given[0]).toMatchObject({ flag: "-Z", modelled: false });
  expect(read("--cont").given[0]).toMatchObject({ flag: "--context", modelled: false });
});

test("--help and completion come from the same table", () => {
  expect(optionHelp(TABLE)).toContain("  -w, --width=COLS         a number\n");
  expect(optionHelp(TABLE)).toContain("-Z, --context          of the real tool only  (not modelled in Cutaway)\n");
  expect(optionHelp(TABLE)).not.toContain("legacy");
  expect(completions(TABLE)).toEqual([
    "-a",
    "--all",
    "-w",
    "--width",
    "-k",
    "--color",
    "-e",
    "--almost-all",
    "-c",
    "--bytes",
  ]);
});

test("a table that cannot be read is an error, not a missing option", () => {
  expect(() => optionTable("  -ab  two letters")).toThrow("cannot read");
});
