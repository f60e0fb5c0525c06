// The hardware at the bottom of the house: processors with what runs on them, memory, disk, network card.

import { values } from "../kernel/table.ts";
import { fromBytes } from "../user/libc.ts";
import type { Env } from "./env.ts";
import { sizeText } from "./files-below.ts";
import { columns, slab } from "./kernel-slab.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER, NARROW } from "./look.ts";
import type { Block, Box, Placed, Text } from "./placed.ts";

export function hardwareSlab(env: Env, width: number): Block {
  const { hardware, s, words } = env;
  const { disk, memory, nic } = hardware;
  const narrow = width < NARROW;
  const head = narrow ? 26 * s : 0;
  const h = head + 42 * s;
  const { scheduler, namespaces, cgroup, vfs, network } = narrow ? quarters(width) : columns(width, s);
  const units: readonly Unit[] = [
    { key: "cpu", x: scheduler.x, w: scheduler.w, label: "CPU", facts: [] },
    {
      ...{ key: "ram", x: namespaces.x, w: cgroup.x + cgroup.w - namespaces.x },
      ...{ label: words.memory, facts: [sizeText(memory)] },
    },
    {
      ...vfs,
      key: "disk",
      label: words.disk,
      facts: [`${disk.name} ${sizeText(disk.size)}`, sizeText(disk.size), disk.name],
    },
    { ...network, key: "nic", label: words.nic, facts: [nic] },
  ];
  const name: Text = { x: 14 * s, y: (narrow ? 18 : 26) * s, text: words.hardware, as: "sign", scale: s };
  const at = (x: number, y: number): Placed[] => [
    slab("hardware", { x, y, w: width, h }, [name], words.hardware),
    ...units.flatMap((u) => unit(env, u, { x: x + u.x, y: y + head + 7 * s, w: u.w, h: 28 * s })),
  ];
  return { w: width, h, at };
}

/** On a narrow page: half for the processors, the rest for the others. */
function quarters(width: number): ReturnType<typeof columns> {
  const w = (width - 20 - 3 * 6) / 11;
  const [cpu, ram, disk, nic] = [
    { x: 10, w: 5 * w },
    { x: 16 + 5 * w, w: 2 * w },
    { x: 22 + 7 * w, w: 2 * w },
    { x: 28 + 9 * w, w: 2 * w },
  ];
  return { scheduler: cpu, namespaces: ram, cgroup: ram, vfs: disk, network: nic };
}

interface Unit {
  readonly key: string;
  readonly x: number;
  readonly w: number;
  readonly label: string;
  /** What to say of it, the longest first: the first one that has room is said. */
  readonly facts: readonly string[];
}

function unit(env: Env, { key, label, facts }: Unit, box: Box): Placed[] {
  const { s } = env;
  const base = box.h / 2 + 4 * s;
  const labelW = textWidth(label, "note", s).w;
  const fact = facts.find((f) => textWidth(f, "fact", s).w <= box.w - labelW - 24 * s);
  const texts: Text[] = [{ x: 10 * s, y: base, text: fitText(label, "note", box.w - 14 * s, s), as: "note", scale: s }];
  if (fact) texts.push({ x: box.w - 10 * s, y: base, text: fact, as: "fact", anchor: "end", scale: s });
  const title = `${label} ${facts[0] ?? ""}`.trim();
  const placed: Placed = {
    key: `hardware:${key}`,
    kind: "unit",
    layer: LAYER.room,
    ...box,
    r: 3,
    opacity: 1,
    texts,
    title,
  };
  if (key !== "cpu") return [placed];
  const left = labelW + 20 * s;
  return [placed, ...processors(env, { ...box, x: box.x + left, w: box.w - left - 8 * s })];
}

/** One square for each processor, with the process that is on it. */
function processors(env: Env, { x, y, w, h }: Box): Placed[] {
  const { hardware, k, s, words } = env;
  const running = values(k.tasks).filter((t) => t.state === "running");
  const step = Math.min(54 * s, w / Math.max(1, hardware.cpus));
  const shown = Math.max(1, Math.min(hardware.cpus, Math.floor(w / (38 * s))));
  return Array.from({ length: shown }, (_, i): Placed => {
    const task = running[i];
    const size = { x: x + i * step, y: y + (h - 19 * s) / 2, w: step - 5 * s, h: 19 * s, r: 3 * s };
    return {
      ...{ key: `cpu:${i}`, kind: "cpu", layer: LAYER.thing, opacity: 1, ...size },
      data: { busy: task !== undefined, ...(task && { pid: task.pid }) },
      title: `CPU ${i}: ${task ? words.process(fromBytes(task.comm), task.pid, task.state) : words.idle}`,
      texts: [{ x: size.w / 2, y: 13.3 * s, text: task ? `${task.pid}` : "–", as: "fact", anchor: "middle", scale: s }],
    };
  });
}
