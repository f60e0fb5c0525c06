import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const said = (script: string): string => {
  const { out, err } = run(`unshare -n sh -c '${script}'`);
  return out + err;
};

test("words may be cut short", () => {
  expect(said("ip l s lo up; ip -br a")).toBe("lo               UNKNOWN        127.0.0.1/8 ::1/128 \n");
});

test("a route needs a device that is up and a gateway that can be reached", () => {
  expect(said("ip link add d0 type dummy; ip route add default dev d0")).toBe("Error: Device for nexthop is not up.\n");
  expect(said("ip route add default via 10.0.0.1")).toBe("Error: Nexthop has invalid gateway.\n");
});

test("a name in /run/netns keeps a namespace until it is deleted", () => {
  const script =
    "ip netns add red; ip link add v0 type veth peer name v1 netns red; ip -n red -br link | cut -c1-6; ip netns del red; ip -br link | wc -l";
  expect(said(script)).toBe("lo    \nv1@if3\n1\n".replace("v1@if3", "v1@if2"));
});

test("what the model does not have says so", () => {
  expect(said("ip link add v0 type vlan; echo $?; ip -j link; echo $?")).toBe(
    "95\n95\nip: a device of type 'vlan' is not modelled in Cutaway\nip: option '-j' is not modelled in Cutaway\n",
  );
});
