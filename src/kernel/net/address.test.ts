import { expect, test } from "vitest";
import { broadcastOf, dotted, type Ip, inNetwork, isLoopback, littleEndianHex, networkOf, parseIp } from "./address.ts";

const ip = (text: string): Ip => parseIp(text) as Ip;

test("an address is four numbers of at most 255", () => {
  expect(dotted(ip("192.168.0.1"))).toBe("192.168.0.1");
  expect(["256.0.0.1", "1.2.3", "1.2.3.4.5", "a.b.c.d", ""].map(parseIp)).toEqual([null, null, null, null, null]);
});

test("a prefix says which network an address is in, and its last address is the broadcast one", () => {
  expect(dotted(networkOf(ip("172.17.3.9"), 16))).toBe("172.17.0.0");
  expect(dotted(broadcastOf(ip("172.17.3.9"), 16))).toBe("172.17.255.255");
  expect(inNetwork(ip("200.1.2.3"), 0 as Ip, 0)).toBe(true);
  expect(inNetwork(ip("10.0.1.1"), ip("10.0.0.0"), 24)).toBe(false);
});

test("127.0.0.0/8 is the loopback network", () => {
  expect([isLoopback(ip("127.9.9.9")), isLoopback(ip("128.0.0.1"))]).toEqual([true, false]);
});

test("/proc/net shows addresses in the byte order of the machine", () => {
  expect(littleEndianHex(ip("127.0.0.1"))).toBe("0100007F");
});
