import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const said = (script: string): string => {
  const { out, err } = run(`unshare -n bash -c '${script}'`);
  return out + err;
};

test("a rule is printed as it could be typed, in the order of iptables", () => {
  const rule = "-A INPUT -j DROP -p tcp --dport http ! -s 10.0.0.0/8 -i eth0";
  expect(said(`iptables ${rule}; iptables -S INPUT`)).toBe(
    "-P INPUT ACCEPT\n-A INPUT ! -s 10.0.0.0/8 -i eth0 -p tcp -m tcp --dport 80 -j DROP\n",
  );
});

test("what was saved can be restored", () => {
  const script =
    "iptables -N A; iptables -A A -p udp -j REJECT; iptables -P FORWARD DROP; iptables-save > /tmp/s; iptables -F; iptables -X; iptables -P FORWARD ACCEPT; iptables-restore < /tmp/s; iptables -S";
  expect(said(script)).toBe(
    "-P INPUT ACCEPT\n-P FORWARD DROP\n-P OUTPUT ACCEPT\n-N A\n-A A -p udp -j REJECT --reject-with icmp-port-unreachable\n",
  );
});

test("letters may stand in one word", () => {
  expect(said("iptables -nvL FORWARD")).toContain(
    "Chain FORWARD (policy ACCEPT 0 packets, 0 bytes)\n pkts bytes target",
  );
});

test("what the model does not have says so", () => {
  expect(said("iptables -A INPUT -m limit -j ACCEPT; echo $?; iptables -t raw -S; echo $?")).toBe(
    "95\n95\niptables: match 'limit' is not modelled in Cutaway\niptables: table 'raw' is not modelled in Cutaway\n",
  );
});
