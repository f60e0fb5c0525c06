// The hardware at the bottom of the house: processors with what runs on them, memory, disk, network card.

import { values } from "../kernel/table.ts";
import { fromBytes } from "../user/libc.ts";
import type { Env, OnCpu } from "./env.ts";
import { sizeText } from "./files-below.ts";
import { columns, slab } from "./kernel-slab.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER, NARROW } from "./look.ts";
import { isGuest } from "./machines.ts";
import type { Block, Box, Placed, Text } from "./placed.ts";

export function hardwareSlab(env: Env, width: number): Block {
  const { hardware, s, words } = env;
  const { disk, memory, nic } = hardware;
  const narrow = width < NARROW;
  const guest = isGuest(env.machine);
  const label = textWidth(words.hardware, "organ", s).w + 20;
  const beside = env.compact && width >= 400; // the slab's name stands beside its units
  const head = beside ? 6 * s : env.compact ? 20 * s : narrow ? 26 * s : 0;
  const row = (env.compact ? 24 : 28) * s;
  const h = head + row + (beside ? 6 : env.compact ? 8 : 14) * s;
  const seats = env.compact
    ? quarters(width, 3.8, beside ? label : 10)
    : narrow
      ? quarters(width, 5)
      : columns(env, width);
  const { scheduler, drivers, namespaces, cgroup, vfs, network } = seats;
  const cpuW = Math.max(scheduler.x + scheduler.w, drivers.x + drivers.w) - scheduler.x;
  const units: readonly Unit[] = [
    { key: "cpu", x: scheduler.x, w: cpuW, label: guest ? words.machines.vcpu : "CPU", facts: [] },
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
  const lettering = env.compact ? "organ" : "sign";
  const name: Text = {
    ...{ x: env.compact ? 10 : 14 * s, y: (beside ? 22 : env.compact ? 15 : narrow ? 18 : 26) * s },
    ...{ text: words.hardware, as: lettering, scale: s },
  };
  const at = (x: number, y: number): Placed[] => [
    { ...slab("hardware", { x, y, w: width, h }, [name], words.hardware), data: { guest } },
    ...units.flatMap((u) => unit(env, u, { x: x + u.x, y: y + (env.compact ? head : head + 7 * s), w: u.w, h: row })),
  ];
  return { w: width, h, at };
}

/** Where there is little room: `cpu` of eleven parts for the processors, the rest for the others. */
function quarters(width: number, cpu: number, left = 10): ReturnType<typeof columns> {
  const part = (width - 10 - left - 3 * 6) / 11;
  const other = (11 - cpu) / 3;
  const seat = (i: number) => ({ x: left + (cpu + i * other) * part + (i + 1) * 6, w: other * part });
  const processors = { x: left, w: cpu * part };
  const [ram, disk, nic] = [seat(0), seat(1), seat(2)];
  return { scheduler: processors, drivers: processors, namespaces: ram, cgroup: ram, vfs: disk, network: nic };
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
  const [edge, apart] = env.compact ? [7 * s, 5 * s] : [10 * s, 4 * s];
  const fact = facts.find((f) => textWidth(f, "fact", s).w <= box.w - labelW - 2 * edge - apart);
  const texts: Text[] = [{ x: edge, y: base, text: fitText(label, "note", box.w - 14 * s, s), as: "note", scale: s }];
  if (fact) texts.push({ x: box.w - edge, y: base, text: fact, as: "fact", anchor: "end", scale: s });
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
    data: { guest: isGuest(env.machine) },
  };
  if (key !== "cpu") return [placed];
  const left = labelW + 20 * s;
  return [placed, ...processors(env, { ...box, x: box.x + left, w: box.w - left - 8 * s })];
}

/** One square for each processor, with the process that is on it. */
function processors(env: Env, { x, y, w, h }: Box): Placed[] {
  const { hardware, machine, s, words } = env;
  const running = env.onCpu ?? runningOn(env);
  const step = Math.min(54 * s, w / Math.max(1, hardware.cpus));
  const shown = Math.max(1, Math.min(hardware.cpus, Math.floor(w / (38 * s))));
  const name = isGuest(machine) ? words.machines.vcpu : "CPU";
  return Array.from({ length: shown }, (_, i): Placed => {
    const what = running[i];
    const size = { x: x + i * step, y: y + (h - 19 * s) / 2, w: step - 5 * s, h: 19 * s, r: 3 * s };
    const text = what ? fitText(what.text, "fact", size.w - 4 * s, s) : "–";
    return {
      ...{ key: `cpu:${i}`, kind: "cpu", layer: LAYER.thing, opacity: 1, ...size },
      data: { busy: what !== undefined, ...(what?.pid !== undefined && { pid: what.pid }) },
      title: `${name} ${i}: ${what?.title ?? words.idle}`,
      texts: [{ x: size.w / 2, y: 13.3 * s, text, as: "fact", anchor: "middle", scale: s }],
    };
  });
}

function runningOn({ k, words, machine }: Env): readonly OnCpu[] {
  if (machine.state !== "running") return [];
  const running = values(k.tasks).filter((t) => t.state === "running");
  return running.map(({ pid, comm, state }) => ({
    ...{ text: `${pid}`, title: words.process(fromBytes(comm), pid, state), pid },
  }));
}
