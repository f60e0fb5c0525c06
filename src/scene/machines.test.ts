import { describe, expect, test } from "vitest";
import { MACHINE_FIXTURES } from "./fixture-machines.ts";
import { house } from "./house.ts";
import type { HouseView } from "./look.ts";
import { outline, type Placed } from "./placed.ts";
import { pulse } from "./pulse.ts";
import { lettered, overlaid, overlap, segments, within } from "./testbench.ts";
import { type Lang, WORDS } from "./words.ts";

const SIZES = [
  [1064, 528],
  [1440, 640],
  [700, 528],
  [390, 700],
] as const;
const CASES = Object.keys(MACHINE_FIXTURES).flatMap((name) =>
  SIZES.flatMap(([width, height]) => (["ko", "en"] as const).map((lang) => [name, width, height, lang] as const)),
);

function fixture(name: string) {
  const make = MACHINE_FIXTURES[name];
  if (!make) throw new Error(`no fixture ${name}`);
  return make();
}

const viewOf = (name: string, more: Partial<HouseView> = {}, lang: Lang = "en"): HouseView => {
  const { step, path } = fixture(name);
  return { width: 1064, height: 528, words: WORDS[lang], step, path, ...more };
};

const picture = (name: string, more: Partial<HouseView> = {}, lang: Lang = "en"): readonly Placed[] =>
  house(fixture(name).world, viewOf(name, more, lang));

const find = (placed: readonly Placed[], key: string): Placed | undefined => placed.find((p) => p.key === key);

describe.each(CASES)("%s at %i × %i in %s", (name, width, height, lang) => {
  const view = viewOf(name, { width, height }, lang);
  const placed = house(fixture(name).world, view);
  const [first] = placed;
  const paper = first ? outline(first) : { x: 0, y: 0, w: 0, h: 0 };

  test("has every key once, inside the frame, and no text over another", () => {
    const keys = placed.map((p) => p.key);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(placed.filter((p) => p.kind !== "link" && !within(outline(p), paper)).map((p) => p.key)).toEqual([]);
    expect(
      lettered(placed)
        .filter(({ box }) => !within(box, paper))
        .map(({ text }) => text),
    ).toEqual([]);
    expect(overlaid(placed)).toEqual([]);
  });

  test("leads the call past every text, and covers none with what it says", () => {
    const call = pulse(placed, view.step ?? [], 1, view);
    const route = find(call, "pulse:route");
    expect(route !== undefined).toBe((view.step ?? []).length > 0);
    if (!route) return;
    const texts = lettered(placed);
    expect(texts.filter(({ box }) => segments(route).some((s) => overlap(s, box))).map(({ text }) => text)).toEqual([]);
    const signs = call.filter((p) => p.texts);
    const covered = signs.flatMap((sign) => texts.filter(({ box }) => overlap(outline(sign), box)));
    expect(covered.map(({ text }) => text)).toEqual([]);
    expect(signs.filter((sign) => !within(outline(sign), paper)).map((p) => p.key)).toEqual([]);
    expect(overlaid(signs)).toEqual([]);
    for (const box of segments(route)) expect(Math.min(box.w, box.h), "only right angles").toBeLessThanOrEqual(2.5);
  });
});

test("a guest has a kernel and hardware of its own; KVM is a part of the host's kernel", () => {
  const placed = picture("kvm");
  expect(find(placed, "web|kernel")?.data?.guest).toBe(true);
  expect(find(placed, "web|hardware")?.data?.guest).toBe(true);
  expect(find(placed, "kernel")?.data?.guest).toBeFalsy();
  const [kvm, kernel] = [find(placed, "hypervisor:kvm"), find(placed, "kernel")];
  expect(kvm && kernel && within(outline(kvm), outline(kernel))).toBe(true);
});

test("the house stands in the box of the process that runs it, and that process is not in the yard too", () => {
  const placed = picture("kvm");
  const [box, kernel] = [find(placed, "monitor:1201"), find(placed, "web|kernel")];
  expect(box && kernel && within(outline(kernel), outline(box))).toBe(true);
  expect(placed.filter((p) => p.key === "task:1201")).toHaveLength(1);
});

test("VMware's monitor is in the house, its driver in the host's kernel", () => {
  const placed = picture("vmware");
  const [vmm, house] = [find(placed, "guest|hypervisor:vmm"), find(placed, "guest|house")];
  expect(vmm && house && within(outline(vmm), outline(house))).toBe(true);
  expect(find(placed, "hypervisor:vmmon")).toBeDefined();
});

test("under Xen every domain, domain 0 too, is a house on the hypervisor, and Xen is on the hardware", () => {
  const placed = picture("xen");
  const xen = find(placed, "hypervisor:xen");
  const hardware = find(placed, "below|hardware");
  const houses = placed.filter((p) => p.kind === "house");
  expect(houses.map((p) => p.key)).toEqual(["house", "web|house", "db|house"]);
  for (const one of houses) expect(outline(one).y + outline(one).h).toBeLessThan(xen?.y ?? 0);
  expect(hardware?.y).toBeGreaterThan(xen?.y ?? 0);
  expect(find(placed, "kernel")?.data?.guest).toBe(true);
});

test("a panicked house says so and is a shade; the others go on", () => {
  const placed = picture("panicked", { front: "web" });
  expect(find(placed, "web|state:house")?.texts?.[0]?.text).toBe("panicked");
  expect(find(placed, "web|task:1")?.opacity).toBeLessThan(0.5);
  expect(find(placed, "db|house")?.data?.state).toBe("running");
});

test("the machine in front is drawn in full, and the fleet draws all of them small", () => {
  expect(find(picture("machines", { front: "node-2" }), "node-2|kernel")).toBeDefined();
  const fleet = picture("machines", { fleet: true });
  expect(fleet.filter((p) => p.kind === "house" && p.data?.tile)).toHaveLength(24);
  expect(fleet.some((p) => p.key.endsWith("|kernel"))).toBe(false);
});

test("from inside, a guest sees its kernel and its hardware, and we see what is below", () => {
  const placed = picture("kvm", { machine: "web" });
  expect(find(placed, "web|organ:vfs")).toBeDefined();
  expect(find(placed, "kernel")).toBeUndefined();
  expect(find(placed, "web|hypervisor:vmm")?.texts?.[0]?.text).toBe("KVM");
});

describe("where a call goes", () => {
  const head = (name: string, u: number): Placed | undefined => {
    const view = viewOf(name);
    return find(pulse(house(fixture(name).world, view), view.step ?? [], u, view), "pulse:head");
  };

  test("half way it is at the last thing that it crossed: a device, or its own kernel", () => {
    expect(head("kvm", 0.5)?.y).toBeCloseTo(find(picture("kvm"), "hardware:disk")?.y ?? 0);
    expect(head("kvm-call", 0.5)?.y).toBeCloseTo(find(picture("kvm-call"), "web|organ:scheduler")?.y ?? 0);
    expect(head("xen", 0.5)?.y).toBeCloseTo(find(picture("xen"), "below|hardware:disk")?.y ?? 0);
  });

  test("a call that stays in the guest's kernel says that the hypervisor has no part in it", () => {
    const said = (name: string) => pulse(picture(name), fixture(name).step, 1, viewOf(name));
    expect(find(said("kvm-call"), "pulse:note")?.texts?.[0]?.text).toContain("KVM");
    expect(find(said("kvm"), "pulse:note")).toBeUndefined();
  });

  test("Xen's domain 0 has the drivers: the request goes up into its kernel before it reaches the disk", () => {
    const view = viewOf("xen");
    const placed = house(fixture("xen").world, view);
    const route = find(pulse(placed, view.step ?? [], 1, view), "pulse:route");
    const vfs = find(placed, "organ:vfs");
    expect(route?.points?.some(([x, y]) => y === vfs?.y && x > vfs.x && x < vfs.x + (vfs.w ?? 0))).toBe(true);
  });
});
