// How many processes a command costs: counted on a real Linux with strace -f, bash 5.2 and dash 0.5.12.

import { expect, test } from "vitest";
import { run } from "./testbench.ts";

function forks(shell: "bash" | "dash", command: string): number {
  let count = 0;
  run("", {
    argv: [shell, "-c", command],
    path: `/usr/bin/${shell}`,
    onEvent: (e) => {
      if (e.type === "task.cloned") count++;
    },
  });
  return count;
}

test.each([
  ["/bin/true", 0],
  ["x=1 /bin/true", 0],
  ["/bin/true; /bin/false", 1],
  ["/bin/true && /bin/false", 1],
  ["/bin/true\n/bin/false", 1],
  ["/bin/true | /bin/false", 2],
  ["(/bin/true)", 1],
  ["(/bin/true; /bin/false)", 2],
  ["(/bin/true >/dev/null)", 1],
  ["(true && /bin/true)", 1],
  ["(if true; then /bin/true; fi)", 2],
  ["(! /bin/true)", 2],
  ["{ /bin/true; }", 1],
  ["/bin/true >/dev/null", 1],
  ["! /bin/true", 1],
  ["trap : EXIT; /bin/true", 1],
  ["if true; then /bin/true; fi", 1],
  ["f() { /bin/true; }; f", 1],
  ["/bin/true & /bin/false", 2],
  ["(/bin/true) &", 1],
  ["{ /bin/true; /bin/false; } &", 3],
  ["exec /bin/true", 0],
  ["cd / && /bin/true", 0],
  ["true; true && /bin/true", 0],
  ["echo | (/bin/true)", 2],
  ["echo | { /bin/true; }", 3],
  ["x=$(/bin/true)", 1],
  [": $(/bin/true; /bin/false)", 2],
  [": $(/bin/true >/dev/null)", 2],
  [": $(echo | /bin/true)", 3],
  [": <(/bin/true)", 1],
  ["eval /bin/true", 1],
  ["(/bin/true) && /bin/true", 1],
])("bash -c %j forks %i times", (command, expected) => {
  expect(forks("bash", command)).toBe(expected);
});

test.each([
  ["/bin/true", 1],
  ["/bin/true; /bin/false", 2],
  ["(/bin/true)", 1],
  ["(true && /bin/true)", 1],
  ["(if true; then /bin/true; fi)", 1],
  ["(! /bin/true)", 2],
  [": $(true; /bin/true)", 1],
  ["echo | { /bin/true; }", 2],
  ["/bin/true && /bin/true &", 2],
  ["(/bin/true) | cat", 2],
])("dash -c %j forks %i times", (command, expected) => {
  expect(forks("dash", command)).toBe(expected);
});
