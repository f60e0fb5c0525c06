// ip-link(8)

import { failed } from "../../kernel/abi/errno.ts";
import type { LinkInfo, LinkRequest } from "../../kernel/net/rtnl-link.ts";
import type { Run } from "../program.ts";
import {
  ask,
  change,
  fail,
  garbage,
  type Ip,
  matches,
  mustExist,
  print,
  unknownCommand,
  unmodelled,
  type Words,
  wrong,
} from "./context.ts";
import { type Reference, reference } from "./netns-names.ts";
import { flagsOf, fullName, hardwareOf, headOf, statsOf } from "./show-link.ts";
import { LINK_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)
/** Kinds of devices that Linux has and the model has not. */
const OTHER_KINDS =
  /^(bareudp|bond|can|erspan|geneve|gre|gretap|gtp|hsr|ifb|ip6\w+|ipip|ipoib|ipvlan|ipvtap|lowpan|macsec|macvlan|macvtap|netdevsim|netkit|nlmon|rmnet|sit|team|vcan|vlan|vrf|vti|vxcan|vxlan|wwan|xfrm|wireguard)$/;

export function* ipLink(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word === undefined) return yield* show(ip);
  if (matches(word, "add")) return yield* add(ip);
  if (matches(word, "set") || matches(word, "change")) return yield* set(ip);
  if (matches(word, "replace") || matches(word, "property") || matches(word, "xstats") || matches(word, "afstats")) {
    return yield* unmodelled(`'ip link ${word}'`);
  }
  if (matches(word, "delete")) return yield* remove(ip);
  if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) return yield* show(ip);
  if (matches(word, "help")) return yield* fail(FAILED, LINK_HELP);
  return yield* unknownCommand(word, "link");
}

/** Which devices a "show" is about. */
export interface Filter {
  dev?: string;
  up?: boolean;
  master?: string;
  nomaster?: boolean;
  kind?: string;
}

/** One word of a filter; false where it is none. */
export function* filterWord(words: Words, word: string, f: Filter): Run<boolean> {
  if (word === "up") f.up = true;
  else if (word === "master") f.master = yield* masterName(yield* words.need());
  else if (word === "nomaster") f.nomaster = true;
  else if (word === "type") f.kind = yield* words.need();
  else if (word === "dev") f.dev = yield* words.need();
  else return false;
  return true;
}

export const selected = (l: LinkInfo, f: Filter): boolean =>
  (f.dev === undefined || l.name === f.dev) &&
  (!f.up || l.up) &&
  (f.master === undefined || l.master === f.master) &&
  (!f.nomaster || l.master === null) &&
  (f.kind === undefined || l.kind === f.kind);

/** "Device "x" does not exist." */
export function* named(links: readonly LinkInfo[], f: Filter): Run<void> {
  if (f.dev !== undefined && !links.some((l) => l.name === f.dev)) {
    yield* fail(1, `Device "${f.dev}" does not exist.`);
  }
}

function* masterName(name: string): Run<string> {
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  if (!links.some((l) => l.name === name)) yield* wrong("Device does not exist\n", name);
  return name;
}

function* show(ip: Ip): Run<number> {
  const f: Filter = {};
  for (let word = ip.words.take(); word !== undefined; word = ip.words.take()) {
    if (yield* filterWord(ip.words, word, f)) continue;
    if (word === "group" || word === "vrf") return yield* unmodelled(`'ip link show ${word}'`);
    if (f.dev !== undefined) return yield* garbage("dev", word);
    f.dev = word;
  }
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  yield* named(links, f);
  for (const l of links.filter((one) => selected(one, f))) yield* print(ip, yield* linkText(ip, l, links));
  return 0;
}

function* linkText({ options }: Ip, l: LinkInfo, links: readonly LinkInfo[]): Run<string> {
  if (options.brief) {
    return `${fullName(l, links).padEnd(16)} ${l.operState.padEnd(14)} ${l.mac} ${flagsOf(l, links)} \n`;
  }
  const lines = [headOf(l, links, options, true), ...(options.family === "inet6" ? [] : [yield* hardwareOf(l)])];
  if (options.stats) lines.push(...statsOf(l));
  return `${lines.join(options.oneline ? "\\" : "\n")}\n`;
}

/** check_ifname(), and for a device that may be meant by its other name check_altifname(): longer ones are left to the kernel. */
function* deviceName(word: string, key: "name" | "dev"): Run<string> {
  const most = key === "name" ? IFNAMSIZ - 1 : ALTIFNAMSIZ - 1;
  const good = word !== "" && word.length <= most && !/[\s/]/.test(word);
  return good ? word : yield* wrong(`"${key}" not a valid ifname`, word);
}

const IFNAMSIZ = 16; // bytes with the NUL
const ALTIFNAMSIZ = 128;

function* netns(word: string): Run<Reference> {
  const ref = yield* reference(word);
  return failed(ref) ? yield* wrong('Invalid "netns" value\n', word) : ref;
}

function* hardware(word: string): Run<string> {
  const bytes = word.split(":");
  if (bytes.length !== 6) return yield* fail(1, `Invalid address length ${bytes.length} - must be 6 bytes`);
  return bytes.map((b) => b.padStart(2, "0").toLowerCase()).join(":");
}

function* add({ words }: Ip): Run<number> {
  let name: string | null = null;
  let mac: string | undefined;
  let ns: Reference | undefined;
  let kind: string | undefined;
  let mtu: number | undefined;
  let up = false;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "type") {
      kind = yield* words.need();
      break;
    }
    if (word === "name") name = yield* deviceName(yield* words.need(), "name");
    else if (word === "address") mac = yield* hardware(yield* words.need());
    else if (word === "netns") ns = yield* netns(yield* words.need());
    else if (word === "mtu") mtu = yield* number(words, "mtu");
    else if (word === "up") up = true;
    else if (word === "link") yield* mustExist(yield* words.need());
    else if (/^(index|txqueuelen|qlen|numtxqueues|numrxqueues|broadcast|parentdev)$/.test(word)) {
      return yield* unmodelled(`'ip link add ${word}'`);
    } else {
      if (word === "dev") word = yield* words.need();
      if (name !== null) return yield* garbage("dev", word);
      name = yield* deviceName(word, "dev");
    }
  }
  if (kind === undefined) return yield* fail(1, 'Not enough information: "type" argument is required');
  if (OTHER_KINDS.test(kind)) return yield* unmodelled(`a device of type '${kind}'`);
  if (name !== null && name.length >= IFNAMSIZ) return yield* fail(2, "Error: Attribute failed policy validation.");
  const peer = kind === "veth" ? yield* veth(words) : {};
  const extra = words.take();
  if (extra !== undefined) return yield* unmodelled(`option '${extra}' of type ${kind}`);
  const own = { ...(mac ? { mac } : {}), ...(ns ? { ns } : {}) };
  const message: LinkRequest = { type: "RTM_NEWLINK", name, kind, ...own, ...peer };
  yield* change(message);
  if (name !== null && ns === undefined && (up || mtu !== undefined)) {
    yield* change({ type: "RTM_SETLINK", name, ...(up ? { up } : {}), ...(mtu === undefined ? {} : { mtu }) });
  }
  return 0;
}

type Peer = NonNullable<Extract<LinkRequest, { type: "RTM_NEWLINK" }>["peer"]>;

function* veth(words: Words): Run<{ peer?: Peer }> {
  const first = words.take();
  if (first === undefined) return {};
  if (!matches(first, "peer")) {
    yield* fail(1, "Usage: ip link <options> type veth [peer <options>]\nTo get <options> type 'ip link add help'");
  }
  let peer: Peer = {};
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "name") peer = { ...peer, name: yield* deviceName(yield* words.need(), "name") };
    else if (word === "netns") peer = { ...peer, ns: yield* netns(yield* words.need()) };
    else if (word === "address") peer = { ...peer, mac: yield* hardware(yield* words.need()) };
    else if (/^(mtu|up|down|txqueuelen|numtxqueues|numrxqueues|index)$/.test(word)) {
      yield* unmodelled(`'peer ${word}'`);
    } else if (peer.name !== undefined) yield* garbage("dev", word);
    else peer = { ...peer, name: yield* deviceName(word, "dev") };
  }
  return { peer };
}

function* number(words: Words, key: string): Run<number> {
  const word = yield* words.need();
  return /^\d+$/.test(word) ? Number(word) : yield* wrong(`Invalid "${key}" value\n`, word);
}

type Set = Extract<LinkRequest, { type: "RTM_SETLINK" }>;

function* set({ words }: Ip): Run<number> {
  let name: string | undefined;
  let to: Omit<Set, "type" | "name"> = {};
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "up" || word === "down") to = { ...to, up: word === "up" };
    else if (word === "name") to = { ...to, newName: yield* deviceName(yield* words.need(), "name") };
    else if (word === "mtu") to = { ...to, mtu: yield* number(words, "mtu") };
    else if (word === "address") to = { ...to, mac: yield* hardware(yield* words.need()) };
    else if (word === "master") to = { ...to, master: yield* masterName(yield* words.need()) };
    else if (word === "nomaster") to = { ...to, master: null };
    else if (word === "netns") to = { ...to, ns: yield* netns(yield* words.need()) };
    else if (UNMODELLED_SET.test(word)) return yield* unmodelled(`'ip link set ${word}'`);
    else {
      if (word === "dev") word = yield* words.need();
      if (name !== undefined) return yield* garbage("dev", word);
      name = yield* deviceName(word, "dev");
    }
  }
  if (name === undefined) return yield* fail(FAILED, 'Not enough information: "dev" argument is required.');
  yield* mustExist(name);
  yield* change({ type: "RTM_SETLINK", name, ...to });
  return 0;
}

const UNMODELLED_SET =
  /^(group|type|arp|dynamic|multicast|allmulticast|promisc|trailers|carrier|txqueuelen|qlen|broadcast|brd|alias|vf|xdp\w*|addrgenmode|protodown|protodown_reason|gso_\w+|gro_\w+|link-netns|link-netnsid|link|vrf|macaddr|address64|index|parentdev)$/;

function* remove({ words }: Ip): Run<number> {
  let name: string | undefined;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "type") {
      yield* words.need();
      continue;
    }
    if (word === "group") return yield* unmodelled("'ip link delete group'");
    if (word === "dev") word = yield* words.need();
    if (name !== undefined) return yield* garbage("dev", word);
    name = word;
  }
  if (name === undefined) return yield* fail(FAILED, 'Not enough information: "dev" argument is required.');
  yield* mustExist(name);
  yield* change({ type: "RTM_DELLINK", name });
  return 0;
}
