// bridge(8): the ports of bridges.

import type { LinkInfo } from "../../kernel/net/rtnl-link.ts";
import type { Main, Run } from "../program.ts";
import { Exit } from "../program.ts";
import { flush, put, type Stream, stream } from "../stdio.ts";
import { NOT_MODELLED } from "../tool.ts";
import { ask, fail, matches } from "./context.ts";
import { flagsOf } from "./show-link.ts";
import { BRIDGE_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)
const unmodelled = (what: string): Run<never> => fail(NOT_MODELLED, `bridge: ${what} is not modelled in Cutaway`);

export const bridgeMain: Main = function* (self) {
  const out = stream(1);
  let status: number;
  try {
    status = yield* run(self.argv.slice(1), out);
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    ({ status } = e);
  }
  yield* flush(out);
  return status;
};

function* run([object, command, ...rest]: readonly string[], out: Stream): Run<number> {
  if (object === undefined || matches(object, "help")) return yield* fail(FAILED, BRIDGE_HELP);
  if (object.startsWith("-")) return yield* unmodelled(`option '${object}'`);
  if (!matches(object, "link")) {
    if (/^(fdb|mdb|mst|vlan|vni|monitor)$/.test(object)) return yield* unmodelled(`'bridge ${object}'`);
    return yield* fail(FAILED, `Object "${object}" is unknown, try "bridge help".`);
  }
  if (command !== undefined && !matches(command, "show") && !matches(command, "list")) {
    return yield* unmodelled(`'bridge link ${command}'`);
  }
  const dev = rest[0] === "dev" ? rest[1] : undefined;
  if (rest.length > 0 && dev === undefined) return yield* unmodelled(`'bridge link show ${rest[0]}'`);
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  for (const l of links.filter((one) => one.master !== null && (dev === undefined || one.name === dev))) {
    const state = l.forwarding ? "forwarding" : "disabled";
    const head = `${l.ifindex}: ${linked(l, links)}: ${flagsOf(l, links)} mtu ${l.mtu} master ${l.master}`;
    yield* put(out, `${head} state ${state} priority 32 cost 2 \n`);
  }
  return 0;
}

/** This dump does not say in which namespace the other end is: its number is looked up here, whatever it is there. */
function linked(l: LinkInfo, links: readonly LinkInfo[]): string {
  if (l.link === l.ifindex) return l.name;
  return `${l.name}@${links.find((o) => o.ifindex === l.link)?.name ?? `if${l.link}`}`;
}
