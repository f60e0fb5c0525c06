// The power switch of a pretended machine: its firmware finds a disk, and what is on the disk decides what boots.

import { emptyKernel } from "../../kernel/empty.ts";
import { contentOf, type DiskContent, withContent } from "../../kernel/machine/disk.ts";
import { get } from "../../kernel/table.ts";
import type { Tx } from "../../kernel/tx.ts";
import type { Machine, World } from "../../kernel/world.ts";
import { bootLines, noBootLines } from "./boot-lines.ts";
import { parseImage } from "./disk-image.ts";
import { bootKernel } from "./machine.ts";

interface System {
  readonly hostname: string;
  /** What the machine has left on its disk; null: as it was installed. */
  readonly content: DiskContent | null;
}

/** Switches the machine of `tx` on. */
export function powerOn(tx: Tx): void {
  const { machine } = tx;
  const system = systemOf(tx.world, machine);
  if (!system) {
    const kernel = emptyKernel("", "");
    tx.emit({ type: "machine.started", machine: machine.id, kernel, boot: noBootLines(machine) });
    return;
  }
  const { hardware, board } = machine;
  const { console, append } = board;
  const more = append === undefined ? {} : { cmdline: append };
  const fresh = { ...bootKernel({ hardware, hostname: system.hostname, console, now: tx.now, ...more }), log: [] };
  const kernel = system.content ? withContent(fresh, system.content) : fresh;
  tx.emit({ type: "machine.started", machine: machine.id, kernel, boot: bootLines(machine, kernel) });
}

/** The system on its disk: the uppermost layer that a machine has written to counts. */
function systemOf(world: World, machine: Machine): System | null {
  const home = machine.parent ?? world.xen?.domains[0];
  const parent = home === undefined ? undefined : world.machines[home];
  let content = machine.starts > 0 ? contentOf(machine.kernel) : null;
  for (const id of machine.board.disk) {
    content ??= (parent && get(parent.kernel.images, id)) ?? null;
    const inode = parent && get(parent.kernel.inodes, id);
    if (inode?.body.kind !== "file") continue;
    const { hostname } = parseImage(inode.body.data, inode.body.size);
    if (hostname !== undefined) return { hostname, content };
  }
  return null;
}
