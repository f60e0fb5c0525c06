import { describe, expect, test } from "vitest";
import { classify, isSensitive, theorem } from "./classify.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { run, runs, type Verdict, WAYS } from "./explore.ts";

const LISTED = EXPERIMENTS.filter(({ group }) => group !== "contrast").map(({ mnemonic }) => mnemonic);
const fields = (r: { differences: readonly { field: string }[] }) => r.differences.map(({ field }) => field);

describe("a guest kernel in ring 1", () => {
  test("popf keeps IF as it was; nobody is told", () => {
    const popf = run("popf", "deprivileged");
    expect(popf.differences).toEqual([{ field: "IF", expected: 0, got: 1 }]);
    expect([popf.verdict, popf.trap, popf.fault]).toEqual(["silently-wrong", undefined, undefined]);
  });
  test("popf that changes only the carry flag is right", () => {
    expect(runs("popf", "deprivileged").find((r) => r.case === "carry-only")?.verdict).toBe("same");
  });
  test("pushf shows interrupts on that the guest has off", () => {
    expect(run("pushf", "deprivileged").differences).toEqual([{ field: "[0x7ffc]", expected: 0x002, got: 0x202 }]);
  });
  test("lar shows DPL 1 where the guest wrote DPL 0", () => {
    const [kernelData] = runs("lar", "deprivileged");
    expect(kernelData?.differences).toEqual([{ field: "eax", expected: 0x00cf9300, got: 0x00cfb300 }]);
  });
  test("lsl shows that the segment ends below the hypervisor", () => {
    expect(runs("lsl", "deprivileged")[0]?.differences).toEqual([
      { field: "eax", expected: 0xffffffff, got: 0xffbfffff },
    ]);
  });
  test("a forged selector is let in that ring 0 would have refused", () => {
    const [forged] = runs("pop-seg", "deprivileged");
    expect(fields(forged ?? { differences: [] })).toContain("fault");
  });
  test("int n reaches the hypervisor, because no gate of its IDT is open to ring 1", () => {
    const int = run("int-n", "deprivileged");
    expect([int.verdict, int.trap?.name, int.trap?.errorCode]).toEqual(["trapped-and-emulated", "#GP", 0x80 * 8 + 2]);
  });
  test("iret to a user program does not turn interrupts on again", () => {
    const iret = run("iret", "deprivileged");
    expect([iret.verdict, iret.case, ...fields(iret)]).toEqual(["silently-wrong", "to-user", "IF"]);
  });

  const verdicts: readonly (readonly [Verdict, string])[] = [
    ["leaks", "sgdt sidt sldt smsw pushf push-seg str"],
    ["silently-wrong", "popf lar lsl verr verw pop-seg call-far jmp-far ret-far mov-seg iret"],
    [
      "trapped-and-emulated",
      "int-n clts hlt lgdt lidt lldt lmsw ltr mov-cr mov-dr cli sti in out invlpg wbinvd rdmsr wrmsr rdtsc",
    ],
    ["same", "mov add push call ret jmp"],
  ];
  test.each(verdicts)("%s, in the worst case: %s", (verdict, names) => {
    const found = EXPERIMENTS.map(({ mnemonic }) => mnemonic).filter(
      (m) => m !== "cpuid" && run(m, "deprivileged").verdict === verdict,
    );
    expect(found).toEqual(names.split(" "));
  });
});

describe("translated", () => {
  test("every instruction is right", () => {
    for (const { mnemonic } of EXPERIMENTS)
      for (const r of runs(mnemonic, "translated"))
        expect([mnemonic, r.case, r.differences]).toEqual([mnemonic, r.case, []]);
  });
  test("cli is a store into the virtual IF, and popf ends in the very popf that ring 1 cripples", () => {
    const lines = (mnemonic: "cli" | "popf") => run(mnemonic, "translated").translation?.map(({ text }) => text) ?? [];
    expect(lines("cli")[0]).toBe("movl $0x0,%gs:0x0");
    expect(lines("popf")).toContain("popf");
    expect(lines("popf").filter((line) => line.includes("%gs")).length).toBeGreaterThan(2);
  });
  test("mov %cr3 is read in place and written by a call", () => {
    const [read, write] = runs("mov-cr", "translated");
    expect(read?.translation?.[0]).toMatchObject({ kind: "in-tc", text: "mov %gs:0x38,%eax" });
    expect(write?.translation?.[0]).toMatchObject({ kind: "call-out" });
  });
  test("ordinary instructions are copied", () => {
    expect(run("add", "translated").translation?.[0]).toMatchObject({ kind: "ident", text: "add $0x1,%eax" });
  });
});

describe("VT-x", () => {
  test("gets every instruction right", () => {
    for (const { mnemonic } of EXPERIMENTS)
      for (const r of runs(mnemonic, "vt-x")) expect([mnemonic, r.differences]).toEqual([mnemonic, []]);
  });
  test("of Robin and Irvine's list, none even exits", () => {
    expect(LISTED.map((m) => run(m, "vt-x").verdict)).toEqual(LISTED.map(() => "same"));
  });
  test.each([
    ["hlt", 12],
    ["cpuid", 10],
    ["in", 30],
    ["rdmsr", 31],
    ["wbinvd", 54],
  ] as const)("%s exits with basic reason %i", (mnemonic, reason) => {
    expect(run(mnemonic, "vt-x").exit?.reason).toBe(reason);
  });
  test("with EPT, mov %cr3 and invlpg do not exit, nor do cli, sti, iret and clts", () => {
    const free = ["invlpg", "cli", "sti", "iret", "clts", "lgdt", "rdtsc"] as const;
    expect(free.map((m) => run(m, "vt-x").verdict)).toEqual(free.map(() => "same"));
    expect(runs("mov-cr", "vt-x").map((r) => r.verdict)).toEqual(["same", "same", "exits"]);
  });
});

describe("Popek and Goldberg on x86", () => {
  test("the sensitive instructions that do not trap are the eighteen of the list, and iret", () => {
    expect(theorem("deprivileged").violators).toEqual([...LISTED, "iret"]);
    expect(LISTED).toHaveLength(18);
  });
  test.each([
    ["deprivileged", false],
    ["translated", true],
    ["vt-x", true],
  ] as const)("the premise fails on x86, yet it is only sufficient: equivalent %s: %s", (way, equivalent) => {
    expect(theorem(way)).toMatchObject({ premise: false, equivalent });
  });
  test("UMIP makes five of them privileged, and leaves popf as it was", () => {
    const { violators } = theorem("native", { umip: true });
    const cured = LISTED.filter((m) => !violators.includes(m));
    expect(cured).toEqual(["sgdt", "sidt", "sldt", "smsw", "str"]);
    expect(cured.map((m) => run(m, "deprivileged", { umip: true }).verdict)).toEqual(
      cured.map(() => "trapped-and-emulated"),
    );
    expect(classify("popf", { umip: true }).privileged).toBe(false);
  });
  test("ordinary instructions are innocuous, and so is cpuid, which asks nothing of the machine's state", () => {
    for (const mnemonic of ["mov", "add", "push", "call", "ret", "jmp", "cpuid"] as const)
      expect([mnemonic, isSensitive(classify(mnemonic))]).toEqual([mnemonic, false]);
  });
  test("wbinvd is privileged without being sensitive here", () => {
    expect(classify("wbinvd")).toEqual({ privileged: true, controlSensitive: false, behaviourSensitive: false });
  });
});

test("natively nothing differs, by definition", () => {
  for (const { mnemonic } of EXPERIMENTS)
    for (const r of runs(mnemonic, "native")) expect([r.verdict, r.differences]).toEqual(["same", []]);
});

test("every run is plain data", () => {
  for (const way of WAYS) {
    const popf = run("popf", way);
    expect(JSON.parse(JSON.stringify(popf))).toEqual(popf);
  }
});
