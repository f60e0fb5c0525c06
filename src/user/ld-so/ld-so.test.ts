import { expect, test } from "vitest";
import { O_CREAT, O_WRONLY } from "../../kernel/abi/flags.ts";
import { runScript, spawned } from "../boot/testbench.ts";
import { readFile, write } from "../libc.ts";
import { must, type Run, sys } from "../program.ts";

const LIB = "/lib/x86_64-linux-gnu";

/** Copies files into the directory /jail, under the same names. */
function* jail(...paths: string[]): Run<void> {
  for (const dir of ["", "/bin", "/lib64", "/lib", "/lib/x86_64-linux-gnu", "/usr"]) {
    yield* sys("mkdir", { path: `/jail${dir}`, mode: 0o755 });
  }
  for (const path of paths) yield* copy(path, `/jail${path}`);
}

function* copy(from: string, to: string): Run<void> {
  const fd = must(yield* sys("openat", { path: to, flags: O_WRONLY | O_CREAT, mode: 0o755 }));
  yield* write(fd, must(yield* readFile(from)));
  yield* sys("close", { fd });
}

function outcome(script: () => Run<number>): { readonly status: number; readonly screen: string } {
  let status = -1;
  const { screen } = runScript(function* () {
    status = yield* script();
  });
  return { status: status >> 8, screen };
}

test("a program is told which libraries it would get, nearest first, the loader last", () => {
  const { status, screen } = outcome(() => spawned(["/bin/ls"], ["LD_TRACE_LOADED_OBJECTS=1"]));
  expect(status).toBe(0);
  expect(screen.replace(/\(0x[0-9a-f]{16}\)/g, "(A)").split("\n")).toEqual([
    "\tlinux-vdso.so.1 (A)",
    "\tlibselinux.so.1 => /lib/x86_64-linux-gnu/libselinux.so.1 (A)",
    "\tlibcap.so.2 => /lib/x86_64-linux-gnu/libcap.so.2 (A)",
    "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (A)",
    "\tlibpcre2-8.so.0 => /lib/x86_64-linux-gnu/libpcre2-8.so.0 (A)",
    "\t/lib64/ld-linux-x86-64.so.2 (A)",
    "",
  ]);
});

test("without the loader in its root a program cannot even be started", () => {
  const { status, screen } = outcome(function* () {
    yield* jail("/bin/true");
    return yield* spawned(["/bin/true"], [], "/jail");
  });
  expect(status).toBe(99);
  expect(screen).toBe("");
});

test("with the loader but not its libraries it ends with the loader's message", () => {
  const { status, screen } = outcome(function* () {
    yield* jail("/bin/ls", "/lib64/ld-linux-x86-64.so.2");
    return yield* spawned(["/bin/ls"], [], "/jail");
  });
  expect(status).toBe(127);
  expect(screen).toBe(
    "/bin/ls: error while loading shared libraries: libselinux.so.1: cannot open shared object file: No such file or directory\n",
  );
});

test("with all of them it runs, without a cache", () => {
  const { status, screen } = outcome(function* () {
    yield* jail("/bin/true", "/lib64/ld-linux-x86-64.so.2", `${LIB}/libc.so.6`);
    return yield* spawned(["/bin/true"], [], "/jail");
  });
  expect(screen).toBe("");
  expect(status).toBe(0);
});

test("a static program needs nothing", () => {
  const { status } = outcome(function* () {
    yield* jail();
    yield* copy("/usr/local/bin/busybox", "/jail/bin/busybox");
    return yield* spawned(["/bin/busybox", "true"], [], "/jail");
  });
  expect(status).toBe(0);
});

test("a listing goes on past what is missing; LD_LIBRARY_PATH comes first", () => {
  const { screen } = outcome(function* () {
    yield* jail("/bin/ls", "/lib64/ld-linux-x86-64.so.2", `${LIB}/libc.so.6`, `${LIB}/libcap.so.2`);
    yield* copy(`${LIB}/libc.so.6`, "/jail/usr/libc.so.6");
    return yield* spawned(["/bin/ls"], ["LD_TRACE_LOADED_OBJECTS=1", "LD_LIBRARY_PATH=/nowhere:/usr"], "/jail");
  });
  expect(screen).toContain("\tlibselinux.so.1 => not found\n");
  expect(screen).toContain("\tlibc.so.6 => /usr/libc.so.6 (");
});

test("a library that is none is refused", () => {
  const { status, screen } = outcome(function* () {
    yield* jail("/bin/true", "/lib64/ld-linux-x86-64.so.2");
    yield* copy("/etc/profile", `/jail${LIB}/libc.so.6`);
    return yield* spawned(["/bin/true"], [], "/jail");
  });
  expect(status).toBe(127);
  expect(screen).toBe(
    "/bin/true: error while loading shared libraries: /lib/x86_64-linux-gnu/libc.so.6: invalid ELF header\n",
  );
});

test("a library that may not be read is as if it were not there", () => {
  const { status, screen } = outcome(function* () {
    yield* jail("/bin/true", "/lib64/ld-linux-x86-64.so.2", `${LIB}/libc.so.6`);
    yield* sys("chmod", { path: `/jail${LIB}/libc.so.6`, mode: 0o600 });
    return yield* spawned(["/bin/true"], [], "/jail", 1000);
  });
  expect(status).toBe(127);
  expect(screen).toBe(
    "/bin/true: error while loading shared libraries: libc.so.6: cannot open shared object file: No such file or directory\n",
  );
});

test.each([
  ["a dynamic program", "/bin/ls", 0],
  ["a library", "/lib/x86_64-linux-gnu/libcap.so.2", 2],
  ["a static program", "/usr/local/bin/busybox", 1],
  ["a script", "/usr/bin/ldd", 1],
])("--verify: %s", (_, path, expected) => {
  expect(outcome(() => spawned(["/lib64/ld-linux-x86-64.so.2", "--verify", path])).status).toBe(expected);
});

test("called by its own name it runs a program, whether that is executable or not", () => {
  const { status, screen } = outcome(function* () {
    yield* copy("/bin/echo", "/root/plain");
    yield* sys("chmod", { path: "/root/plain", mode: 0o644 });
    return yield* spawned(["/lib64/ld-linux-x86-64.so.2", "/root/plain", "hello"]);
  });
  expect(screen).toBe("hello\n");
  expect(status).toBe(0);
});

test("an option that it does not have", () => {
  const { status, screen } = outcome(() => spawned(["/lib64/ld-linux-x86-64.so.2", "--foo"]));
  expect(status).toBe(1);
  expect(screen).toMatch(/^\/lib64\/ld-linux-x86-64.so.2: unrecognized option '--foo'\nTry /);
});

test("called for a file that is not there it says so", () => {
  const { status, screen } = outcome(() => spawned(["/lib64/ld-linux-x86-64.so.2", "/nonexist"]));
  expect(status).toBe(127);
  expect(screen).toBe(
    "/nonexist: error while loading shared libraries: /nonexist: cannot open shared object file: No such file or directory\n",
  );
});
