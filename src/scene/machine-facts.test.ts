import { expect, test } from "vitest";
import { MACHINE_FIXTURES } from "./fixture-machines.ts";
import { inspect } from "./inspector.ts";
import { keyOn, keyParts } from "./machine-key.ts";
import { pictureKey, roomTree, type TreeNode } from "./tree.ts";
import { WORDS } from "./words.ts";

const world = (name: string) => (MACHINE_FIXTURES[name] as () => { world: Parameters<typeof roomTree>[0] })().world;
const tree = (name: string) => roomTree(world(name), WORDS.en);
const find = ({ children }: TreeNode, wanted: string): TreeNode | undefined =>
  children.find((child) => child.key === wanted) ?? children.map((c) => find(c, wanted)).find((f) => f) ?? undefined;
const value = (name: string, key: string, label: string) =>
  inspect(world(name), key, WORDS.en)?.rows.find((row) => row.label === label);

test("a host's guests are houses below its kernel; Xen's domains are beside each other", () => {
  expect(tree("kvm").children.map(({ key }) => key)).toEqual(["yard", "web|house", "db|house"]);
  expect(tree("xen").key).toBe("world");
  expect(tree("xen").children.map(({ key }) => key)).toEqual(["hypervisor:xen", "house", "web|house", "db|house"]);
});

test("a guest's things have its name in their keys, and a machine that is off has nothing in it", () => {
  expect(find(tree("kvm"), "web|task:325")?.label).toContain("dd");
  expect(find(tree("kvm"), "db|house")?.children).toEqual([]);
  expect(find(tree("vmware"), "guest|hypervisor:vmm")?.label).toContain("VMM");
});

test("a descriptor stands for its process, on whatever machine", () => {
  expect(pictureKey("web|fd:325:1")).toBe("web|task:325");
  expect(pictureKey("fd:941:0")).toBe("task:941");
  expect(keyParts(keyOn("web", "task:1"))).toEqual({ machine: "web", key: "task:1" });
  expect(keyOn("host", "task:1")).toBe("task:1");
});

test("a house says who pretends it, how, and by which process; each leads on", () => {
  expect(value("kvm", "web|house", "hypervisor")).toMatchObject({ value: "KVM", key: "hypervisor:kvm" });
  expect(value("kvm", "web|house", "run by")).toMatchObject({ value: "1201 qemu-system-x86", key: "task:1201" });
  expect(value("kvm", "db|house", "run by")?.value).toBe("nobody");
  expect(value("vmware", "guest|house", "virtualized by")?.value).toBe("binary translation");
});

test("a hypervisor knows its guests, its driver too", () => {
  const guests = (name: string, key: string) =>
    inspect(world(name), key, WORDS.en)
      ?.rows.filter(({ label }) => label === "guests")
      .map((row) => row.key);
  expect(guests("kvm", "hypervisor:kvm")).toEqual(["web|house", "db|house"]);
  expect(guests("xen", "hypervisor:xen")).toEqual(["house", "web|house", "db|house"]);
  expect(guests("vmware", "hypervisor:vmmon")).toEqual(["guest|house"]);
  expect(inspect(world("vmware"), "hypervisor:vmmon", WORDS.en)?.title).toBe("vmmon driver");
});

test("a guest's process has the numbers of its own kernel, and its links stay in its house", () => {
  const facts = inspect(world("kvm"), "web|task:325", WORDS.en);
  expect(facts?.title).toBe("dd 325");
  expect(facts?.rows.find(({ label }) => label === "parent")?.key).toBe("web|task:311");
  expect(inspect(world("kvm"), "task:325", WORDS.en)).toBeNull();
});

test("the real hardware under Xen is nobody's", () => {
  expect(inspect(world("xen"), "below|hardware:disk", WORDS.en)?.rows.length).toBeGreaterThan(2);
});
