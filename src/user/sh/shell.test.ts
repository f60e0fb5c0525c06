import { expect, test } from "vitest";
import { toBytes } from "../libc.ts";
import { run } from "./testbench.ts";

const out = (script: string): string => run(script).out;

test("Korean text passes through words, variables, patterns and loops byte by byte", () => {
  const script = toBytes(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell expands it
    'x="한 글"; for w in $x; do echo "[$w]"; done; case 한글 in 한*) echo yes;; esac; echo ${#x}\n',
  );
  expect(out(script)).toBe(toBytes("[한]\n[글]\nyes\n7\n"));
});

test("bytes that are white space in Unicode are none to the shell", () => {
  expect(out("echo a\x85b\xa0c | cat; set -- x\xa0y; echo $#\n")).toBe("a\x85b\xa0c\n1\n");
});

test("a command may read what follows it in the script", () => {
  expect(out("read x\nfirst\necho got $x\ncat\nrest\n")).toBe("got first\nrest\n");
});

test("a writer to a pipe that nobody reads any more dies of SIGPIPE", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell expands it
  expect(out('while :; do echo y; done | head -2; echo "${PIPESTATUS[@]}"\n')).toBe("y\ny\n141 0\n");
});

test("an endless loop without system calls is counted", () => {
  expect(run("while :; do :; done\n", { limit: 5000 }).status).toBe(null);
});

test("a function that calls itself without end is stopped", () => {
  const { err, status } = run("f() { f; }; f; echo $?\n", { limit: 1_000_000 });
  expect(err).toContain("f: maximum function nesting level exceeded");
  expect(status).toBe(1);
});

test("a child that has ended leaves no zombie, though nobody waited", () => {
  expect(out("sleep 0.1 & p=$!; read -t 0.3 <> <(:); [ -d /proc/$p ] || echo reaped\n")).toBe("reaped\n");
});

test("what the model leaves out is refused with status 95, never passed over", () => {
  const { err, status } = run("complete -F f cmd\n");
  expect(err).toBe("bash: line 1: complete: this builtin is not modelled in Cutaway\n");
  expect(status).toBe(95);
});

test("a coprocess has two pipes of the shell, as long as it lives", () => {
  expect(out('coproc cat; echo "${COPROC[@]}"; echo hi >&${COPROC[1]}; read x <&${COPROC[0]}; echo $x\n')).toBe(
    "63 60\nhi\n",
  );
  const named = 'coproc N { read a; echo "<$a>"; exit 3; }; echo b >&${N[1]}; read x <&${N[0]}; wait $N_PID';
  expect(out(`${named}; echo $x $? [\${N[@]}]\n`)).toBe("<b> 3 []\n");
});

test("a here-document larger than a pipe comes through a file", () => {
  const script = `cat <<E | wc -c\n${"x".repeat(70_000)}\nE\n`;
  expect(out(script).trim()).toBe("70001");
});

test("the environment is ordered as bash's hash table has it, prefix assignments first", () => {
  const env = ["PATH=/usr/bin:/bin", "HOME=/root", "B=2", "A=1", "T=x", "LC_ALL=C", "LANG=C", "USER=root", "ZED=1"];
  const ran = run("export N=5; X=1 env; true\n", { env });
  const names = ran.out.split("\n").map((line) => line.split("=")[0]);
  expect(names.join(" ").trim()).toBe("X ZED PWD T N B A HOME LANG USER SHLVL LC_ALL PATH _");
});

test("busybox's shell words errors in its own way", () => {
  const { err } = run("foo\necho > /nope/x\ncat < /nope\n", { argv: ["ash"], path: "/usr/bin/dash" });
  expect(err.startsWith("ash: ")).toBe(true);
});
