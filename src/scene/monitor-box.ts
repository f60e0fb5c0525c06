// The process of the host that holds a house: QEMU or VMware's vmware-vmx. The house stands inside it, for to the host's
// kernel the whole virtual machine is one process.

import { get } from "../kernel/table.ts";
import type { Machine, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { type Env, isChanged, pidScale } from "./env.ts";
import { guestHouse } from "./guest-house.ts";
import { fitText } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed } from "./placed.ts";

const [HEAD, PAD, R] = [33, 9, 14]; // px

export function monitorBox(host: Env, world: World, machine: Machine, width: number, height: number): Block {
  const { k, words, view } = host;
  const task = machine.monitor === null ? undefined : get(k.tasks, machine.monitor);
  if (!task) return guestHouse(world, machine, view, width, height);
  const house = guestHouse(world, machine, view, width - 2 * PAD, height - HEAD - PAD);
  const h = HEAD + house.h + PAD;
  const { pid, state } = task;
  const comm = fromBytes(task.comm);
  const data = { state, pid, changed: isChanged(host, `task:${pid}`) };
  const box = { w: width, h, r: 6, opacity: 1 };
  const at = (x: number, y: number): readonly Placed[] => [
    {
      ...{ key: `monitor:${pid}`, kind: "monitor", layer: LAYER.ground, x, y, ...box, from: `task:${task.ppid}` },
      ...{ title: words.machines.monitor(comm, pid), data: { pid } },
      texts: [
        { x: PAD + 2 * R + 10, y: 14.5, text: fitText(comm, "comm", width - 60), as: "comm" },
        { x: PAD + 2 * R + 10, y: 27.5, text: fitText(words.machines.held, "tag", width - 60), as: "tag" },
      ],
    },
    {
      ...{ key: `task:${pid}`, kind: "process", layer: LAYER.thing, x: x + PAD + R, y: y + 4 + R, r: R, opacity: 1 },
      ...{ data, title: words.process(comm, pid, state), from: `task:${task.ppid}` },
      texts: [{ x: 0, y: 4, text: `${pid}`, as: "pid", anchor: "middle", scale: pidScale(pid, 11 / 12) }],
    },
    ...house.at(x + PAD, y + HEAD),
  ];
  return { w: width, h, at };
}
