// /sys/class/net: the devices of the network namespace that the sysfs was mounted from - sysfs(5).

import { EINVAL } from "../../abi/errno.ts";
import {
  type DeviceKind,
  deviceNamed,
  devicesOf,
  hasCarrier,
  iflinkOf,
  type NetDevice,
  operState,
  portsOf,
} from "../../net/device.ts";
import { get } from "../../table.ts";
import { type At, dir, type Entry, file, type GenDir, link } from "../generated/entry.ts";

const nsOf = (at: At) => at.sb.netNs;
const all = (at: At): NetDevice[] => {
  const ns = nsOf(at);
  return ns === undefined ? [] : devicesOf(at.v.k, ns);
};
const find = (at: At, name: string): NetDevice | undefined => {
  const ns = nsOf(at);
  return ns === undefined ? undefined : deviceNamed(at.v.k, ns, name);
};

const isPhysical = (d: NetDevice): boolean => d.kind === "physical";
const placeOf = (d: NetDevice): string => (isPhysical(d) ? "virtio" : "virtual");

const ARPHRD: Readonly<Record<DeviceKind, number>> = { loopback: 772, veth: 1, bridge: 1, dummy: 1, physical: 1 };
const IFF_UP = 1;
const IFF_BROADCAST = 2;
const IFF_LOOPBACK = 8;
const IFF_NOARP = 0x80;
const IFF_PROMISC = 0x100;
const IFF_ALLMULTI = 0x200;
const IFF_MULTICAST = 0x1000;

/** dev->flags */
function flagsOf(d: NetDevice): number {
  const kind =
    d.kind === "loopback"
      ? IFF_LOOPBACK
      : d.kind === "dummy"
        ? IFF_BROADCAST | IFF_NOARP
        : IFF_BROADCAST | IFF_MULTICAST;
  // A port of a bridge hears everything.
  return kind | (d.up ? IFF_UP : 0) | (d.master === null ? 0 : IFF_PROMISC | IFF_ALLMULTI);
}

const STATISTICS =
  `collisions multicast rx_bytes rx_compressed rx_crc_errors rx_dropped rx_errors rx_fifo_errors rx_frame_errors
  rx_length_errors rx_missed_errors rx_nohandler rx_over_errors rx_packets tx_aborted_errors tx_bytes tx_carrier_errors
  tx_compressed tx_dropped tx_errors tx_fifo_errors tx_heartbeat_errors tx_packets tx_window_errors`.split(/\s+/);

function statistic(d: NetDevice, name: string): number {
  const [way, what] = name.split("_");
  const traffic = way === "rx" ? d.rx : d.tx;
  return what === "bytes" ? traffic.bytes : what === "packets" ? traffic.packets : 0;
}

/** The directory of one device, as it is now: a device is not something that is looked at twice. */
function deviceDir(at: At, d: NetDevice): GenDir {
  const value = (read: () => string | number): Entry => file(() => `${read()}\n`);
  const { k } = at.v;
  const master = d.master === null ? undefined : get(k.devices, d.master);
  // "EINVAL" while it is down: netif_running() in carrier_show()
  const carrier = file(() => (d.up ? `${hasCarrier(k, d) ? 1 : 0}\n` : EINVAL));
  const ports = portsOf(k, d.id);
  const toPort = (p: NetDevice) => link(() => `../../${p.name}/brport`);
  return dir(
    {
      addr_len: value(() => 6),
      address: value(() => d.mac),
      broadcast: value(() => (d.kind === "loopback" ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff")),
      ...(d.kind === "bridge" ? { brif: dir(Object.fromEntries(ports.map((p) => [p.name, toPort(p)])), 0o755) } : {}),
      ...(d.kind === "bridge" ? { bridge: dir({}, 0o755) } : {}),
      carrier,
      flags: value(() => `0x${flagsOf(d).toString(16)}`),
      ifindex: value(() => d.ifindex),
      iflink: value(() => iflinkOf(k, d)),
      ...(master ? { master: link(() => `../${master.name}`) } : {}),
      mtu: value(() => d.mtu),
      operstate: value(() => operState(k, d).toLowerCase()),
      // A cable of the kernel's own says what it likes; others have nothing to say: speed_show()
      speed: file(() => (d.kind === "veth" && d.up ? "10000\n" : EINVAL)),
      statistics: dir(Object.fromEntries(STATISTICS.map((name) => [name, value(() => statistic(d, name))])), 0o755),
      subsystem: link(() => (isPhysical(d) ? "../../../class/net" : "../../../../class/net")),
      tx_queue_len: value(() => 1000),
      type: value(() => ARPHRD[d.kind]),
    },
    0o755,
  );
}

const listing = (chosen: (d: NetDevice) => boolean, entry: (at: At, d: NetDevice) => Entry): GenDir => ({
  kind: "dir",
  mode: 0o755,
  nlink: 2,
  names: (at) =>
    all(at)
      .filter(chosen)
      .map((d) => d.name),
  entry: (at, name) => {
    const d = find(at, name);
    return d && chosen(d) ? entry(at, d) : null;
  },
});

/** /sys/class/net */
export const classNet: GenDir = listing(
  () => true,
  (_, d) => link(() => `../../devices/${placeOf(d)}/net/${d.name}`),
);

/** /sys/devices/virtual/net and /sys/devices/virtio/net */
export const virtualNet: GenDir = listing((d) => !isPhysical(d), deviceDir);
export const physicalNet: GenDir = listing(isPhysical, deviceDir);
