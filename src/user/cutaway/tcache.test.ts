import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const printed = (script: string): string => run(script).out;
const total = (text: string, name: string): number => Number(new RegExp(`^${name}: +(\\d+)$`, "m").exec(text)?.[1]);

test("cli becomes a store into the virtual IF, mov is copied, a write of CR3 becomes a call", () => {
  const timer = printed("tcache add_timer");
  expect(timer).toMatch(/^cli +in-tc +movl \$0x0,%gs:0x0$/m);
  expect(timer).toMatch(/^mov %eax,\(%edx\) +ident +mov %eax,\(%edx\)$/m);
  expect(printed("tcache switch_mm")).toMatch(/^mov %edx,%cr3 +call-out +call <emulate mov %edx,%cr3>$/m);
});

test("a routine is translated once, however often it runs", () => {
  const once = printed("tcache --runs=1 add_timer");
  const often = printed("tcache --runs=100 add_timer");
  expect(total(once, "blocks translated before it ran")).toBe(0);
  expect(total(once, "kernel blocks translated")).toBeGreaterThan(0);
  expect(total(often, "kernel blocks translated")).toBe(total(once, "kernel blocks translated"));
  expect(total(often, "jumps from block to block in the cache")).toBeGreaterThan(100);
});

test("a loop is chained to itself", () => {
  expect(printed("tcache csum_partial")).toMatch(/^jne \S+ +chained +jne 0xffc/m);
});

test("a program runs directly, its kernel does not, and the store into its page table is played by a call in the end", () => {
  const system = printed("tcache --system");
  expect(total(system, "user blocks translated")).toBe(0);
  expect(total(system, "user instructions run directly")).toBeGreaterThan(0);
  expect(total(system, "trace faults")).toBeGreaterThan(0);
  expect(printed("tcache --system set_pte")).toMatch(
    /^mov %eax,\(%edi\) +call-out +call <simulate mov %eax,\(%edi\)>$/m,
  );
  expect(printed("tcache --system page_fault")).toBe("not translated: it has not run\n");
});

test("the guest's own code is what it was before", () => {
  const [first, ...rest] = printed("tcache --guest add_timer").trimEnd().split("\n");
  expect(first).toMatch(/ pushf$/);
  expect(rest.at(-1)).toMatch(/ ret$/);
});

test.each(["tcache", "tcache nowhere", "tcache --runs=3 system_call", "tcache --runs=0 add_timer"])(
  "%s is a usage error",
  (command) => expect(run(command)).toMatchObject({ out: "", status: 2 }),
);
