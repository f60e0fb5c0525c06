// ip(8): devices, addresses, routes, neighbours and network namespaces.

import { Exit, type Main, type Run, type Self } from "../program.ts";
import { flush, stream } from "../stdio.ts";
import { fail, type Ip, matches, type Options, print, unmodelled, Words } from "./context.ts";
import { ipAddress } from "./ip-address.ts";
import { ipLink } from "./ip-link.ts";
import { ipNeigh } from "./ip-neigh.ts";
import { ipNetns } from "./ip-netns.ts";
import { ipRoute } from "./ip-route.ts";
import { enter } from "./netns-names.ts";
import { IP_HELP } from "./usage.ts";

const VERSION = "ip utility, iproute2-6.15.0, libbpf 1.5.0\n";
const FAILED = 255; // exit(-1)

// In the order of cmds[], ip/ip.c: a word that is cut short means the first that it fits.
const OBJECTS: readonly (readonly [string, ((ip: Ip) => Run<number>) | null])[] = [
  ["address", ipAddress],
  ["addrlabel", null],
  ["maddress", null],
  ["route", ipRoute],
  ["rule", ipRule],
  ["neighbor", ipNeigh],
  ["neighbour", ipNeigh],
  ["ntable", null],
  ["ntbl", null],
  ["link", ipLink],
  ["l2tp", null],
  ["fou", null],
  ["ila", null],
  ["macsec", null],
  ["tunnel", null],
  ["tunl", null],
  ["tuntap", null],
  ["tap", null],
  ["token", null],
  ["tcpmetrics", null],
  ["tcp_metrics", null],
  ["monitor", null],
  ["xfrm", null],
  ["mroute", null],
  ["mrule", null],
  ["netns", ipNetns],
  ["netconf", null],
  ["vrf", null],
  ["sr", null],
  ["nexthop", null],
  ["mptcp", null],
  ["ioam", null],
  ["help", null],
  ["stats", null],
];

export const ipMain: Main = function* (self) {
  const out = stream(1);
  let status: number;
  try {
    status = yield* run(self, out);
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    ({ status } = e);
  }
  yield* flush(out);
  return status;
};

function* run(self: Self, out: Ip["out"]): Run<number> {
  let options: Options = { family: "any", oneline: false, brief: false, stats: false, all: false };
  const words = [...self.argv.slice(1)];
  while (words[0]?.startsWith("-")) {
    const word = words.shift() as string;
    if (word === "--") break;
    const name = word.replace(/^--?/, "");
    if (name === "V" || matches(name, "Version")) {
      yield* put(out, VERSION);
      return 0;
    }
    if (matches(name, "help")) return yield* fail(FAILED, IP_HELP);
    if (name === "n" || matches(name, "netns")) {
      const ns = words.shift();
      if (ns === undefined) return yield* fail(FAILED, 'Command line is not complete. Try option "help"');
      yield* enter(ns);
      continue;
    }
    const set = optionOf(name, name === "f" || matches(name, "family") ? words.shift() : undefined);
    if (set === null) return yield* fail(FAILED, `Option "${word}" is unknown, try "ip -help".`);
    if (set === "unmodelled") return yield* unmodelled(`option '${word}'`);
    options = { ...options, ...set };
  }
  const object = words.shift();
  if (object === undefined) return yield* fail(FAILED, IP_HELP);
  const [name, main] = OBJECTS.find(([full]) => matches(object, full)) ?? [];
  if (name === undefined) return yield* fail(1, `Object "${object}" is unknown, try "ip help".`);
  if (name === "help") return yield* fail(FAILED, IP_HELP);
  if (!main) return yield* unmodelled(`'ip ${name}'`);
  return yield* main({ self, options, words: new Words(words), out });
}

const put = (out: Ip["out"], text: string): Run<void> => print({ out } as Ip, text);

function optionOf(name: string, family: string | undefined): Partial<Options> | "unmodelled" | null {
  if (name === "4" || family === "inet") return { family: "inet" };
  if (name === "6" || family === "inet6") return { family: "inet6" };
  if (
    name !== "" &&
    /^(loops|M|B|0|resolve|timestamp|tshort|force|batch|rcvbuf|color|json|pretty|details|human|iec|Numeric|echo)$/.test(
      name,
    )
  ) {
    return "unmodelled";
  }
  if (matches(name, "oneline")) return { oneline: true };
  if (name === "br" || (name.length > 2 && matches(name, "brief"))) return { brief: true };
  if (matches(name, "stats") || matches(name, "statistics")) return { stats: true };
  if (matches(name, "all")) return { all: true };
  if (/^[drhtbjpcN]/.test(name) || family !== undefined) return "unmodelled";
  return null;
}

/** ip-rule(8): the three rules that there always are. */
function* ipRule(ip: Ip): Run<number> {
  const word = ip.words.take();
  if (word !== undefined && !matches(word, "show") && !matches(word, "list"))
    return yield* unmodelled(`'ip rule ${word}'`);
  yield* print(ip, "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n");
  return 0;
}
