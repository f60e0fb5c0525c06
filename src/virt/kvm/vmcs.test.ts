import { expect, test } from "vitest";
import { kvmControls, MODERN_VMX } from "./controls.ts";
import { type Cpu, SWITCHED, type SwitchedState, type Vmcs, vmentry, vmexit } from "./vmcs.ts";

const state = (seed: number): SwitchedState => ({
  ...(Object.fromEntries(SWITCHED.map((name, i) => [name, seed + i])) as unknown as SwitchedState),
  cr0: 0x8000_0001,
  cr4: 0x2020,
});
const HOST = state(1000);
const GUEST = state(2000);
const { pinBased, primary, secondary } = kvmControls(MODERN_VMX);
const VMCS: Vmcs = {
  launch: "clear",
  guest: { ...GUEST, rflags: 0x202, dr7: 0x400, ldtr: 0x88, activity: "active" },
  host: HOST,
  control: { set: [...pinBased, ...primary, ...secondary], eptPointer: 77, vpid: 1, injection: null },
  exit: null,
};
const CPU: Cpu = { ...HOST, mode: "root", rflags: 2, dr7: 0x400, ldtr: 0, cr2: 0, general: { rax: 1, rbx: 2 } };
const guestState = (more: Partial<Vmcs["guest"]>) => ({ ...VMCS, guest: { ...VMCS.guest, ...more } });
const control = (more: Partial<Vmcs["control"]>) => ({ ...VMCS, control: { ...VMCS.control, ...more } });

test("an entry loads the guest's registers, an exit the host's", () => {
  const entered = vmentry(VMCS, CPU, "VMLAUNCH");
  expect(entered.cpu).toMatchObject({ ...GUEST, mode: "non-root", rflags: 0x202, ldtr: 0x88 });
  const left = vmexit(entered.vmcs, entered.cpu, "HLT");
  expect(left.cpu).toMatchObject({ ...HOST, mode: "root", rflags: 2, ldtr: 0 });
  expect(left.vmcs.exit).toEqual({ reason: 12, qualification: 0 });
});

test("what the guest did in between is there again at the next entry", () => {
  const { vmcs, cpu } = vmentry(VMCS, CPU, "VMLAUNCH");
  const ran: Cpu = { ...cpu, rip: 4711, cr3: 99, rflags: 0x2 };
  const left = vmexit(vmcs, ran, "CPUID");
  const again = vmentry(left.vmcs, left.cpu, "VMRESUME").cpu;
  expect(again).toEqual({ ...ran, mode: "non-root" });
});

test("the general registers and CR2 still hold the guest's values after an exit", () => {
  const { vmcs, cpu } = vmentry(VMCS, CPU, "VMLAUNCH");
  const left = vmexit(vmcs, { ...cpu, cr2: 0xdead, general: { rax: 60, rbx: 7 } }, "EPT_VIOLATION", 2);
  expect(left.cpu).toMatchObject({ cr2: 0xdead, general: { rax: 60, rbx: 7 } });
});

test("an exit clears the event that was to be injected", () => {
  const waiting = control({ injection: { type: "external interrupt", vector: 32 } });
  const { vmcs, cpu } = vmentry(waiting, CPU, "VMLAUNCH");
  expect(vmexit(vmcs, cpu, "EXTERNAL_INTERRUPT").vmcs.control.injection).toBeNull();
});

test.each<[string, Vmcs, "VMLAUNCH" | "VMRESUME", string]>([
  ["resumed before it was launched", VMCS, "VMRESUME", "error 5"],
  ["launched twice", { ...VMCS, launch: "launched" }, "VMLAUNCH", "error 4"],
  ["with EPT and no pointer to the tables", control({ eptPointer: null }), "VMLAUNCH", "error 7"],
  ["with the host's VPID", control({ vpid: 0 }), "VMLAUNCH", "error 7"],
  ["with an unrestricted guest but no EPT", control({ set: ["unrestricted guest"] }), "VMLAUNCH", "error 7"],
  ["with a host that has left VMX", { ...VMCS, host: { ...HOST, cr4: 0 } }, "VMLAUNCH", "error 8"],
  [
    "in real mode on a restricted guest",
    { ...guestState({ cr0: 0 }), control: control({ set: [] }).control },
    "VMLAUNCH",
    "real mode",
  ],
  ["with bit 1 of RFLAGS clear", guestState({ rflags: 0 }), "VMLAUNCH", "RFLAGS"],
  [
    "with an interrupt for a guest that has disabled them",
    {
      ...guestState({ rflags: 2 }),
      control: { ...VMCS.control, injection: { type: "external interrupt", vector: 32 } },
    },
    "VMLAUNCH",
    "RFLAGS.IF",
  ],
])("a machine %s is not entered, loudly", (_, vmcs, instruction, why) => {
  expect(() => vmentry(vmcs, CPU, instruction)).toThrow(why);
});

test("a guest cannot enter, and the host cannot exit", () => {
  const { vmcs, cpu } = vmentry(VMCS, CPU, "VMLAUNCH");
  expect(() => vmentry(vmcs, cpu, "VMRESUME")).toThrow("itself a VM exit");
  expect(() => vmexit(VMCS, CPU, "HLT")).toThrow("VM exit HLT in root operation");
});
