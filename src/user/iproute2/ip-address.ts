// ip-address(8)

import { broadcastOf, type Ip as Ip4, isLoopback, parseIp } from "../../kernel/net/address.ts";
import type { Address } from "../../kernel/net/device.ts";
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
  wrong,
} from "./context.ts";
import { type Filter, filterWord, named, selected } from "./ip-link.ts";
import { addressesOf, fullName, hardwareOf, headOf, LIFETIME, type Shown, statsOf } from "./show-link.ts";
import { ADDRESS_HELP } from "./usage.ts";

const FAILED = 255; // exit(-1)

export function* ipAddress(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word === undefined) return yield* show(ip);
  if (matches(word, "add")) return yield* modify(ip, "RTM_NEWADDR");
  if (matches(word, "delete")) return yield* modify(ip, "RTM_DELADDR");
  if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) return yield* show(ip);
  if (matches(word, "flush")) return yield* flush(ip);
  if (/^(change|chg|replace|save|restore|showdump)$/.test(word)) return yield* unmodelled(`'ip address ${word}'`);
  if (matches(word, "help")) return yield* fail(FAILED, ADDRESS_HELP);
  return yield* unknownCommand(word, "address");
}

/** "10.0.0.1/24"; 32 where there is no length. */
export interface Prefix {
  readonly ip: Ip4;
  readonly prefix: number;
}

export function* prefixOf(word: string, what = "prefix"): Run<Prefix> {
  const [text = "", length] = word.split("/");
  if (text.includes(":")) return yield* unmodelled("IPv6");
  const ip = parseIp(text);
  const prefix = length === undefined ? 32 : /^\d+$/.test(length) ? Number(length) : 33;
  if (ip === null || prefix > 32) return yield* fail(1, `Error: any valid ${what} is expected rather than "${word}".`);
  return { ip, prefix };
}

const SCOPES: Readonly<Record<string, Address["scope"]>> = { global: "global", link: "link", host: "host" };

function* modify({ words }: Ip, type: "RTM_NEWADDR" | "RTM_DELADDR"): Run<number> {
  let local: Prefix | undefined;
  let dev: string | undefined;
  let label: string | undefined;
  let brd: string | undefined;
  let scope: Address["scope"] | undefined;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word === "dev") dev = yield* words.need();
    else if (word === "label") label = yield* words.need();
    else if (matches(word, "broadcast") || word === "brd") brd = yield* words.need();
    else if (word === "scope") {
      const name = yield* words.need();
      scope = SCOPES[name] ?? (yield* wrong("invalid scope value.", name));
    } else if (
      /^(peer|remote|anycast|valid_lft|preferred_lft|metric|priority|home|nodad|noprefixroute|autojoin|proto|mngtmpaddr|optimistic)$/.test(
        word,
      )
    ) {
      return yield* unmodelled(`'ip address ${word}'`);
    } else {
      if (word === "local") word = yield* words.need();
      if (local !== undefined) return yield* garbage("local", word);
      local = yield* prefixOf(word);
    }
  }
  if (dev === undefined) return yield* fail(1, 'Not enough information: "dev" argument is required.');
  yield* mustExist(dev);
  if (local === undefined) return yield* fail(2, "RTNETLINK answers: Operation not supported");
  const { ip, prefix } = local;
  if (type === "RTM_DELADDR") yield* change({ type, dev, ip, prefix });
  else {
    const broadcast = brd === undefined ? null : brd === "+" ? broadcastOf(ip, prefix) : parseIp(brd);
    const own = { dev, ip, prefix, broadcast, scope: scope ?? (isLoopback(ip) ? "host" : "global") } as const;
    yield* change({ type, ...own, ...(label === undefined ? {} : { label }) });
  }
  return 0;
}

interface AddressFilter extends Filter {
  scope?: string;
}

function* filterOf(ip: Ip): Run<AddressFilter> {
  const f: AddressFilter = {};
  for (let word = ip.words.take(); word !== undefined; word = ip.words.take()) {
    if (yield* filterWord(ip.words, word, f)) continue;
    if (word === "scope") f.scope = yield* ip.words.need();
    else if (
      /^(to|label|group|dynamic|permanent|temporary|tentative|deprecated|primary|secondary|dadfailed|vrf)$/.test(word)
    ) {
      yield* unmodelled(`'ip address show ${word}'`);
    } else if (f.dev !== undefined) yield* garbage("dev", word);
    else f.dev = word;
  }
  return f;
}

function* show(ip: Ip): Run<number> {
  const f = yield* filterOf(ip);
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  yield* named(links, f);
  const { options: o } = ip;
  for (const l of links.filter((one) => selected(one, f))) {
    const shown = addressesOf(l, o).filter((a) => f.scope === undefined || a.scope === f.scope);
    if (shown.length === 0 && (o.family !== "any" || f.scope !== undefined || (o.oneline && !o.brief))) continue;
    if (o.brief) {
      const texts = shown.map((a) => `${a.text} `).join("");
      yield* print(ip, `${fullName(l, links).padEnd(16)} ${l.operState.padEnd(14)} ${texts}\n`);
    } else if (o.oneline) yield* print(ip, shown.map((a) => oneLine(l.ifindex, l.name, a)).join(""));
    else {
      const lines = [headOf(l, links, o, false)];
      if (o.family === "any") lines.push(yield* hardwareOf(l));
      if (o.stats) lines.push(...statsOf(l));
      for (const a of shown) lines.push(`    ${a.line}`, LIFETIME);
      yield* print(ip, `${lines.join("\n")}\n`);
    }
  }
  return 0;
}

const oneLine = (ifindex: number, name: string, a: Shown): string => `${ifindex}: ${name}    ${a.line}\\${LIFETIME}\n`;

function* flush(ip: Ip): Run<number> {
  const f = yield* filterOf(ip);
  if (Object.keys(f).length === 0) return yield* fail(FAILED, "Flush requires arguments.");
  const { links = [] } = yield* ask({ type: "RTM_GETLINK" });
  yield* named(links, f);
  for (const l of links.filter((one) => selected(one, f))) {
    if (ip.options.family !== "inet6") {
      for (const a of l.addresses.filter((one) => !one.secondary && (f.scope === undefined || one.scope === f.scope))) {
        yield* change({ type: "RTM_DELADDR", dev: l.name, ip: a.ip, prefix: a.prefix });
      }
    }
    if (ip.options.family !== "inet" && f.scope === undefined) yield* change({ type: "RTM_FLUSHADDR", dev: l.name });
  }
  return 0;
}
