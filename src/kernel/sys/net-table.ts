import { full, simplified } from "./call.ts";
import { sysNfnetlink } from "./nfnetlink.ts";
import { sysRtnetlink } from "./rtnetlink.ts";
import { sysSockDiag } from "./sock-diag.ts";
import * as socket from "./socket.ts";
import * as data from "./socket-data.ts";

const NO_LOSS = "TCP has no sequence numbers: data that a path loses is not sent again, only the first SYN is.";

export const NET_CALLS = {
  socket: simplified(
    socket.sysSocket,
    "IPv4 (TCP, UDP, ICMP) and unix stream and datagram sockets; IPv6, packet and netlink sockets are refused with EAFNOSUPPORT.",
  ),
  socketpair: full(socket.sysSocketpair),
  bind: full(socket.sysBind),
  listen: full(socket.sysListen),
  accept4: full(socket.sysAccept4),
  connect: simplified(socket.sysConnect, NO_LOSS),
  sendto: simplified(
    data.sysSendto,
    `${NO_LOSS} A raw ICMP socket is given the fields of an echo request, not its bytes.`,
  ),
  recvfrom: simplified(data.sysRecvfrom, "A raw ICMP socket gives the fields of a message, not its bytes."),
  shutdown: full(data.sysShutdown),
  getsockname: full(socket.sysGetsockname),
  getpeername: full(socket.sysGetpeername),
  setsockopt: simplified(
    socket.sysSetsockopt,
    "SO_REUSEADDR, SO_REUSEPORT, SO_BROADCAST, SO_RCVTIMEO, SO_SNDTIMEO, SO_BINDTODEVICE and IP_TTL only.",
  ),
  getsockopt: simplified(socket.sysGetsockopt, "SO_ERROR, SO_TYPE, SO_ACCEPTCONN and SO_REUSEADDR only."),
  sock_diag: simplified(sysSockDiag, "One call stands for a request on a netlink socket and its answers."),
  rtnetlink: simplified(
    sysRtnetlink,
    "One call stands for a message on a netlink socket and its answer. IPv4 only; one routing table and no rules.",
  ),
  nfnetlink: simplified(
    sysNfnetlink,
    "One call stands for a batch of messages on a netlink socket. The tables of iptables, filter and nat, only.",
  ),
};
