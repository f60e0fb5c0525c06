import { expect, test } from "vitest";
import { CAPABILITIES } from "../../kernel/abi/capability.ts";
import { run } from "../sh/testbench.ts";
import { capsOf, capText, iabText } from "./cap-text.ts";

const all = CAPABILITIES;
const none = [] as const;

test("sets are written by what most capabilities have", () => {
  expect(capText({ effective: all, permitted: all, inheritable: none })).toBe("=ep");
  expect(capText({ effective: none, permitted: none, inheritable: none })).toBe("=");
  const less = all.filter((c) => c !== "CAP_NET_RAW");
  expect(capText({ effective: less, permitted: less, inheritable: none })).toBe("=ep cap_net_raw-ep");
  expect(capText({ effective: none, permitted: ["CAP_CHOWN"], inheritable: none })).toBe("cap_chown=p");
});

test("a mask is read bit by bit", () => {
  expect(capsOf("0000000000002001")).toEqual(["CAP_CHOWN", "CAP_NET_RAW"]);
});

test("the IAB text names what the bounding set lacks, and what is ambient", () => {
  const bounding = all.filter((c) => c !== "CAP_CHOWN");
  expect(iabText(bounding, ["CAP_NET_RAW"], ["CAP_NET_RAW"])).toBe("!cap_chown,^cap_net_raw");
});

test("a capability dropped from the bounding set is not regained by execve", () => {
  expect(run("capsh --drop=cap_chown -- -c 'touch /tmp/f; chown 5 /tmp/f'").err).toBe(
    "chown: changing ownership of '/tmp/f': Operation not permitted\n",
  );
});

test("getpcaps tells the capabilities of a process", () => {
  expect(run("getpcaps 1; setpriv --reuid 1000 --clear-groups sh -c 'getpcaps $$'").out).toMatch(/^1: =ep\n\d+: =\n$/);
});
