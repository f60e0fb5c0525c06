// ip-route(8): the main table, and the local one to look at.

import { ENETUNREACH } from "../../kernel/abi/errno.ts";
import { dotted, type Ip as Ip4 } from "../../kernel/net/address.ts";
import type { RouteType } from "../../kernel/net/route.ts";
import type { RouteInfo } from "../../kernel/net/rtnl-route.ts";
import type { Run } from "../program.ts";
import { sys } from "../program.ts";
import {
  ask,
  change,
  fail,
  garbage,
  type Ip,
  matches,
  mustExist,
  print,
  refusal,
  unknownCommand,
  unmodelled,
  wrong,
} from "./context.ts";
import { prefixOf } from "./ip-address.ts";
import { linkLocalPrefixes } from "./ip-route6.ts";
import { ROUTE_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)

export function* ipRoute(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word === undefined) return yield* show(ip);
  if (matches(word, "add")) return yield* modify(ip, "add");
  if (matches(word, "change") || word === "chg" || matches(word, "replace")) return yield* modify(ip, "replace");
  if (matches(word, "append")) return yield* modify(ip, "append");
  if (matches(word, "delete")) return yield* modify(ip, "delete");
  if (matches(word, "list") || matches(word, "show") || word === "lst") return yield* show(ip);
  if (matches(word, "get")) return yield* get(ip);
  if (matches(word, "flush")) return yield* flush(ip);
  if (/^(prepend|test|save|restore|showdump)$/.test(word)) return yield* unmodelled(`'ip route ${word}'`);
  if (matches(word, "help")) return yield* fail(FAILED, ROUTE_HELP);
  return yield* unknownCommand(word, "route");
}

const TYPES: readonly RouteType[] = ["unicast", "blackhole", "unreachable", "prohibit"];
const isType = (word: string): word is RouteType => (TYPES as readonly string[]).includes(word);

function* destination(word: string): Run<{ readonly ip: Ip4; readonly prefix: number }> {
  if (word === "default" || word === "any" || word === "all") return { ip: 0 as Ip4, prefix: 0 };
  // inet_aton(3) of iproute2 takes a network without its last numbers: "10/8"
  const m = /^(\d+(?:\.\d+){0,2})\/(\d+)$/.exec(word);
  const full = m ? `${[...(m[1] ?? "").split("."), "0", "0", "0"].slice(0, 4).join(".")}/${m[2]}` : word;
  return yield* prefixOf(full);
}

function* modify({ words }: Ip, how: "add" | "replace" | "append" | "delete"): Run<number> {
  let kind: RouteType | null = null;
  let dst: { readonly ip: Ip4; readonly prefix: number } | undefined;
  let via: Ip4 | null = null;
  let dev: string | null = null;
  let src: Ip4 | null = null;
  let metric: number | null = null;
  let scope: "global" | "link" | "host" | null = null;
  let proto: "boot" | "static" | "kernel" = "boot";
  let onlink = false;
  let any = false;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    any = true;
    if (word === "via") via = (yield* address(yield* viaWord(words))) as Ip4;
    else if (word === "dev" || word === "oif") dev = yield* words.need();
    else if (word === "src" || word === "from") src = yield* address(yield* words.need());
    else if (matches(word, "metric") || matches(word, "priority") || matches(word, "preference")) {
      metric = yield* numberOf(yield* words.need(), "metric");
    } else if (matches(word, "scope")) {
      const name = yield* words.need();
      if (name !== "global" && name !== "link" && name !== "host") return yield* wrong('invalid "scope" value\n', name);
      scope = name;
    } else if (matches(word, "protocol")) {
      const name = yield* words.need();
      if (name !== "boot" && name !== "static" && name !== "kernel") return yield* unmodelled(`'proto ${name}'`);
      proto = name;
    } else if (word === "onlink") onlink = true;
    else if (word === "table") {
      const table = yield* words.need();
      if (table !== "main" && table !== "254") return yield* unmodelled(`'ip route ${how} … table ${table}'`);
    } else if (UNMODELLED.test(word)) return yield* unmodelled(`'ip route ${how} ${word}'`);
    else {
      if (matches(word, "to")) word = yield* words.need();
      if (isType(word)) {
        kind = word;
        word = yield* words.need();
      }
      if (dst !== undefined) return yield* garbage("to", word);
      dst = yield* destination(word);
    }
  }
  if (!any) return yield* fail(FAILED, ROUTE_HELP);
  if (dev !== null) yield* mustExist(dev);
  const { ip = 0 as Ip4, prefix = 0 } = dst ?? {};
  if (how === "delete") {
    yield* change({ type: "RTM_DELROUTE", kind, dst: ip, prefix, via, dev, metric });
    return 0;
  }
  const own = {
    kind: kind ?? "unicast",
    dst: ip,
    prefix,
    via,
    dev,
    src,
    metric: metric ?? 0,
    scope,
    proto,
    onlink,
  } as const;
  yield* change({ type: "RTM_NEWROUTE", ...own, how });
  return 0;
}

const UNMODELLED =
  /^(nexthop|nhid|mtu|advmss|rtt|rttvar|window|cwnd|initcwnd|initrwnd|ssthresh|realms|rto_min|hoplimit|features|quickack|congctl|pref|expires|encap|tos|dsfield|weight|pervasive|local|broadcast|multicast|throw|nat|ttl-propagate|vrf|fastopen_no_cookie|as|reordering)$/;

function* viaWord(words: Ip["words"]): Run<string> {
  const word = yield* words.need();
  return word === "inet" ? yield* words.need() : word;
}

function* address(word: string): Run<Ip4> {
  const { ip, prefix } = yield* prefixOf(word, "address");
  return prefix === 32 && !word.includes("/")
    ? ip
    : yield* fail(1, `Error: any valid address is expected rather than "${word}".`);
}

function* numberOf(word: string, key: string): Run<number> {
  return /^\d+$/.test(word) ? Number(word) : yield* wrong(`"${key}" value is invalid\n`, word);
}

interface Filter {
  table: "main" | "local" | "all";
  dev?: string;
  /** Only this destination. */
  exact?: { readonly ip: Ip4; readonly prefix: number };
  via?: Ip4;
  proto?: string;
  scope?: string;
  type?: string;
}

function* filterOf({ words }: Ip): Run<Filter> {
  const f: Filter = { table: "main" };
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "table") {
      const table = yield* words.need();
      if (table === "local" || table === "255") f.table = "local";
      else if (table === "all") f.table = "all";
      else if (table !== "main" && table !== "254") return yield* unmodelled(`routing table '${table}'`);
    } else if (word === "dev" || word === "oif") {
      f.dev = yield* words.need();
      yield* mustExist(f.dev);
    } else if (word === "via") f.via = yield* address(yield* words.need());
    else if (matches(word, "protocol")) f.proto = yield* words.need();
    else if (matches(word, "scope")) f.scope = yield* words.need();
    else if (word === "type") f.type = yield* words.need();
    else if (/^(root|match|cached|cloned|realms|from|iif|src|vrf|tos|metric|nhid|mark)$/.test(word)) {
      return yield* unmodelled(`'ip route show ${word}'`);
    } else {
      if (word === "to" || word === "exact") word = yield* words.need();
      f.exact = yield* destination(word);
    }
  }
  return f;
}

const selected = (r: RouteInfo, f: Filter): boolean =>
  (f.table === "all" || r.table === f.table) &&
  (f.dev === undefined || r.dev === f.dev) &&
  (f.exact === undefined || (r.dst === f.exact.ip && r.prefix === f.exact.prefix)) &&
  (f.via === undefined || r.via === f.via) &&
  (f.proto === undefined || r.proto === f.proto) &&
  (f.scope === undefined || r.scope === f.scope) &&
  (f.type === undefined || r.type === f.type);

function* show(ip: Ip): Run<number> {
  const f = yield* filterOf(ip);
  const { routes = [] } = yield* ask({ type: "RTM_GETROUTE" });
  if (ip.options.family !== "inet6") {
    for (const r of routes.filter((one) => selected(one, f))) yield* print(ip, `${routeText(r, f)}\n`);
  }
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  const six = ip.options.family === "inet6" || (f.table === "all" && ip.options.family === "any");
  if (six) for (const line of linkLocalPrefixes(links, f.table, f.dev)) yield* print(ip, `${line}\n`);
  return 0;
}

function routeText(r: RouteInfo, f: Filter): string {
  const host = r.prefix === 32 ? dotted(r.dst) : `${dotted(r.dst)}/${r.prefix}`;
  const parts = [
    r.type === "unicast" ? "" : `${r.type} `,
    r.prefix === 0 ? "default " : `${host} `,
    r.via === null ? "" : `via ${dotted(r.via)} `,
    r.dev === null || f.dev !== undefined ? "" : `dev ${r.dev} `,
    f.table === "all" && r.table === "local" ? "table local " : "",
    r.proto === "boot" || f.proto !== undefined ? "" : `proto ${r.proto} `,
    r.scope === "global" || f.scope !== undefined ? "" : `scope ${r.scope} `,
    r.src === null ? "" : `src ${dotted(r.src)} `,
    r.metric === 0 ? "" : `metric ${r.metric} `,
    r.linkdown ? "linkdown " : "",
    r.onlink ? "onlink " : "",
  ];
  return parts.join("");
}

function* get(ip: Ip): Run<number> {
  const { words } = ip;
  let dst: Ip4 | undefined;
  let src: Ip4 | undefined;
  let dev: string | undefined;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "from") src = yield* address(yield* words.need());
    else if (word === "oif" || word === "dev") dev = yield* words.need();
    else if (/^(iif|tos|mark|vrf|uid|ipproto|sport|dport|connected|fibmatch|notify|as)$/.test(word)) {
      return yield* unmodelled(`'ip route get ${word}'`);
    } else {
      if (word === "to") word = yield* words.need();
      dst = (yield* prefixOf(word)).ip;
    }
  }
  if (dst === undefined) return yield* fail(1, "need at least a destination address");
  if (dev !== undefined) yield* mustExist(dev);
  const asked = { dst, ...(src === undefined ? {} : { src }), ...(dev === undefined ? {} : { dev }) };
  const { error, found } = yield* ask({ type: "RTM_GETROUTE", ...asked });
  if (error !== 0 || !found) return yield* fail(2, refusal(error === 0 ? ENETUNREACH : error));
  const uid = yield* sys("getuid", {});
  const kind = found.type === "unicast" ? "" : `${found.type} `;
  const via = found.via === null ? "" : `via ${dotted(found.via)} `;
  const flags = found.type === "local" ? "<local> " : found.type === "broadcast" ? "<local,brd> " : "";
  const from = src === undefined ? `src ${dotted(found.src)}` : `from ${dotted(src)}`;
  const head = src === undefined ? "" : `${from} `;
  const tail = src === undefined ? `${from} ` : "";
  yield* print(ip, `${kind}${dotted(dst)} ${head}${via}dev ${found.dev} ${tail}uid ${uid} \n    cache ${flags}\n`);
  return 0;
}

function* flush(ip: Ip): Run<number> {
  if (ip.words.next === undefined) {
    return yield* fail(FAILED, '"ip route flush" requires arguments.');
  }
  // IPv4 has had no route cache since Linux 3.6: nothing to do, and no error.
  if (ip.words.next === "cache") return 0;
  const f = yield* filterOf(ip);
  const { routes = [] } = yield* ask({ type: "RTM_GETROUTE" });
  for (const r of routes.filter((one) => one.table === "main" && selected(one, f))) {
    const { dst, prefix, via, dev, metric, type } = r;
    if (type === "local" || type === "broadcast") continue;
    yield* change({ type: "RTM_DELROUTE", kind: type, dst, prefix, via, dev, metric });
  }
  return 0;
}
