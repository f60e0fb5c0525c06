// ip-neighbour(8)

import { dotted, type Ip as Ip4 } from "../../kernel/net/address.ts";
import type { Run } from "../program.ts";
import { ask, change, fail, type Ip, matches, mustExist, print, unknownCommand, unmodelled } from "./context.ts";
import { prefixOf } from "./ip-address.ts";
import { NEIGH_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)

export function* ipNeigh(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word === undefined) return yield* show(ip);
  if (matches(word, "add")) return yield* modify(ip, "add");
  if (matches(word, "change") || word === "chg" || matches(word, "replace")) return yield* modify(ip, "replace");
  if (matches(word, "delete")) return yield* modify(ip, "delete");
  if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) return yield* show(ip);
  if (matches(word, "flush")) return yield* flush(ip);
  if (matches(word, "get")) return yield* unmodelled("'ip neigh get'");
  if (matches(word, "help")) return yield* fail(FAILED, NEIGH_HELP);
  return yield* unknownCommand(word, "neigh");
}

function* modify({ words }: Ip, how: "add" | "replace" | "delete"): Run<number> {
  let dst: Ip4 | undefined;
  let dev: string | undefined;
  let mac: string | undefined;
  let state = "permanent";
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "lladdr") mac = yield* words.need();
    else if (word === "nud") state = yield* words.need();
    else if (word === "dev") dev = yield* words.need();
    else if (/^(proxy|router|use|managed|extern_learn|protocol|vni|nomaster)$/.test(word)) {
      return yield* unmodelled(`'ip neigh ${how} ${word}'`);
    } else {
      if (matches(word, "to")) word = yield* words.need();
      dst = (yield* prefixOf(word, "address")).ip;
    }
  }
  if (dev === undefined || dst === undefined)
    return yield* fail(FAILED, "Device and destination are required arguments.");
  yield* mustExist(dev);
  if (how === "delete") {
    yield* change({ type: "RTM_DELNEIGH", ip: dst, dev });
    return 0;
  }
  if (mac === undefined) return yield* fail(2, "RTNETLINK answers: Invalid argument");
  if (!/^([0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i.test(mac)) return yield* fail(2, "Error: Invalid link address.");
  if (state !== "permanent" && state !== "reachable") return yield* unmodelled(`'nud ${state}'`);
  const own = { ip: dst, dev, mac: mac.toLowerCase(), permanent: state === "permanent" };
  yield* change({ type: "RTM_NEWNEIGH", ...own, replace: how === "replace" });
  return 0;
}

interface Filter {
  dev?: string;
  ip?: Ip4;
  state?: string;
}

function* filterOf({ words }: Ip): Run<Filter> {
  const f: Filter = {};
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "dev") {
      f.dev = yield* words.need();
      yield* mustExist(f.dev);
    } else if (word === "nud") f.state = (yield* words.need()).toUpperCase();
    else if (/^(proxy|vrf|nomaster|master|unused)$/.test(word)) return yield* unmodelled(`'ip neigh show ${word}'`);
    else {
      if (matches(word, "to")) word = yield* words.need();
      if (word !== "all" && word !== "any") f.ip = (yield* prefixOf(word)).ip;
    }
  }
  return f;
}

function* chosen(f: Filter) {
  const { neighbours = [] } = yield* ask({ type: "RTM_GETNEIGH" });
  return neighbours.filter(
    (n) =>
      (f.dev === undefined || n.dev === f.dev) &&
      (f.ip === undefined || n.ip === f.ip) &&
      (f.state === undefined || n.state === f.state),
  );
}

function* show(ip: Ip): Run<number> {
  const f = yield* filterOf(ip);
  if (ip.options.family === "inet6") return 0;
  for (const n of yield* chosen(f)) {
    const dev = f.dev === undefined ? `dev ${n.dev} ` : "";
    yield* print(ip, `${dotted(n.ip)} ${dev}${n.mac === null ? "" : `lladdr ${n.mac} `}${n.state} \n`);
  }
  return 0;
}

function* flush(ip: Ip): Run<number> {
  if (ip.words.next === undefined) return yield* fail(FAILED, "Flush requires arguments.");
  for (const n of yield* chosen(yield* filterOf(ip))) {
    if (n.state !== "PERMANENT") yield* change({ type: "RTM_DELNEIGH", ip: n.ip, dev: n.dev });
  }
  return 0;
}
