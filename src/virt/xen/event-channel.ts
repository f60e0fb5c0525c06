// Event channels: the interrupts of a para-virtual guest.
//
//   sender ── send(port) ──> Xen ── pending bit ──> not masked? ── upcall-pending ──> not masked? ── upcall ──> handler
//                                  (in memory that Xen and the guest share)
//
// A port is what an interrupt line is to a machine: bound to a virtual interrupt (the timer …), to a physical one, or to
// a port of another domain. All state is bits in shared memory, so a guest masks a port, or all of them, by a store:
// its cli and sti are no hypercalls. Only who unmasks and finds that something came meanwhile must ask for the upcall.
//
// Source: xen/common/event_channel.c; Xen 2.0 interface manual, chapter 7. Simplified: one virtual processor for each
// domain, and two-level bitmaps are one list.

import { EEXIST, EINVAL, ENOENT, type Errno, ESRCH } from "../../kernel/abi/errno.ts";
import type { DomainId } from "./frame-table.ts";

export type Port = number;

/** Virtual interrupts, xen/include/public/xen.h. */
export const VIRQ = { VIRQ_TIMER: 0, VIRQ_DEBUG: 1, VIRQ_CONSOLE: 2, VIRQ_DOM_EXC: 3 } as const;

export type Virq = keyof typeof VIRQ;

/** What a port is bound to; a port that is not in the table is free (ECS_FREE). */
export type Binding =
  /** Waits for that domain to bind to it. */
  | { readonly state: "unbound"; readonly remote: DomainId }
  | { readonly state: "interdomain"; readonly remote: DomainId; readonly remotePort: Port }
  | { readonly state: "virq"; readonly virq: Virq }
  | { readonly state: "pirq"; readonly irq: number };

/** One domain's ports and its page of shared memory, struct shared_info. */
export interface DomainEvents {
  readonly ports: Readonly<Record<Port, Binding>>;
  /** evtchn_pending and evtchn_mask: the ports whose bit is set, in order. */
  readonly pending: readonly Port[];
  readonly masked: readonly Port[];
  /** vcpu_info.evtchn_upcall_pending: some port is pending and not masked. */
  readonly upcallPending: boolean;
  /** vcpu_info.evtchn_upcall_mask: what the guest's kernel takes for its interrupt flag, upside down. */
  readonly upcallMask: boolean;
}

export type Channels = Readonly<Record<DomainId, DomainEvents>>;

export interface ChannelResult {
  readonly channels: Channels;
  /** A new port, 0, or the error that the hypercall returns. */
  readonly result: Port | 0 | Errno;
  /** The domain whose event handler must run now; null: none. */
  readonly upcall: DomainId | null;
}

/** Events of a domain that has just been made: all masked, as a processor starts with interrupts off. */
export const NO_EVENTS: DomainEvents = {
  ports: {},
  pending: [],
  masked: [],
  upcallPending: false,
  upcallMask: true,
};

const fail = (channels: Channels, result: Errno): ChannelResult => ({ channels, result, upcall: null });

/** EVTCHNOP_alloc_unbound: a port of `dom` that `remote` may bind to. A new port is masked until the guest unmasks it. */
export function allocUnbound(channels: Channels, dom: DomainId, remote: DomainId): ChannelResult {
  return bind(channels, dom, { state: "unbound", remote });
}

/** EVTCHNOP_bind_interdomain: a port of `dom` is joined to one that `remote` has opened for it. */
export function bindInterdomain(channels: Channels, dom: DomainId, remote: DomainId, remotePort: Port): ChannelResult {
  const there = channels[remote];
  if (!there) return fail(channels, ESRCH);
  const waiting = there.ports[remotePort];
  if (waiting?.state !== "unbound" || waiting.remote !== dom) return fail(channels, EINVAL);
  const bound = bind(channels, dom, { state: "interdomain", remote, remotePort });
  const port = bound.result as Port;
  const joined: Binding = { state: "interdomain", remote: dom, remotePort: port };
  const other = bound.channels[remote] as DomainEvents;
  const both = { ...bound.channels, [remote]: { ...other, ports: { ...other.ports, [remotePort]: joined } } };
  // "There may already be pending data": the new end is told once - evtchn_bind_interdomain.
  return { ...setPending(both, dom, port), result: port };
}

/** EVTCHNOP_bind_virq: each virtual interrupt has one port. */
export function bindVirq(channels: Channels, dom: DomainId, virq: Virq): ChannelResult {
  if (portOf(channels, dom, (b) => b.state === "virq" && b.virq === virq) !== undefined) return fail(channels, EEXIST);
  return bind(channels, dom, { state: "virq", virq });
}

/** EVTCHNOP_bind_pirq: a device's interrupt, for the domain that has its driver. */
export function bindPirq(channels: Channels, dom: DomainId, irq: number): ChannelResult {
  if (portOf(channels, dom, (b) => b.state === "pirq" && b.irq === irq) !== undefined) return fail(channels, EEXIST);
  return bind(channels, dom, { state: "pirq", irq });
}

/** EVTCHNOP_close: the port is free again; one that was joined to it waits for somebody new. */
export function closePort(channels: Channels, dom: DomainId, port: Port): ChannelResult {
  const own = channels[dom];
  const binding = own?.ports[port];
  if (!own || !binding) return fail(channels, EINVAL);
  const { [port]: _, ...ports } = own.ports;
  const pending = own.pending.filter((p) => p !== port);
  let now: Channels = { ...channels, [dom]: { ...own, ports, pending, masked: own.masked.filter((p) => p !== port) } };
  if (binding.state === "interdomain") {
    const there = now[binding.remote] as DomainEvents;
    const waits: Binding = { state: "unbound", remote: dom };
    now = { ...now, [binding.remote]: { ...there, ports: { ...there.ports, [binding.remotePort]: waits } } };
  }
  return { channels: now, result: 0, upcall: null };
}

/** EVTCHNOP_send: the other end of a joined port is told. To a port that nobody has joined yet, nothing is lost or kept. */
export function sendEvent(channels: Channels, dom: DomainId, port: Port): ChannelResult {
  const binding = channels[dom]?.ports[port];
  if (binding?.state === "interdomain") return setPending(channels, binding.remote, binding.remotePort);
  return binding?.state === "unbound" ? { channels, result: 0, upcall: null } : fail(channels, EINVAL);
}

/** Xen raises a virtual interrupt; a domain that has not bound it is not told. */
export function raiseVirq(channels: Channels, dom: DomainId, virq: Virq): ChannelResult {
  const port = portOf(channels, dom, (b) => b.state === "virq" && b.virq === virq);
  return port === undefined ? { channels, result: 0, upcall: null } : setPending(channels, dom, port);
}

/** A device interrupts: the domain that has bound it is told. */
export function raisePirq(channels: Channels, dom: DomainId, irq: number): ChannelResult {
  const port = portOf(channels, dom, (b) => b.state === "pirq" && b.irq === irq);
  return port === undefined ? fail(channels, ENOENT) : setPending(channels, dom, port);
}

function bind(channels: Channels, dom: DomainId, binding: Binding): ChannelResult {
  const own = channels[dom];
  if (!own) return fail(channels, ESRCH);
  let port: Port = 1; // port 0 is never given out
  while (own.ports[port]) port++;
  const masked = [...own.masked, port].sort((a, b) => a - b);
  const now = { ...channels, [dom]: { ...own, ports: { ...own.ports, [port]: binding }, masked } };
  return { channels: now, result: port, upcall: null };
}

function portOf(channels: Channels, dom: DomainId, wanted: (binding: Binding) => boolean): Port | undefined {
  const found = Object.entries(channels[dom]?.ports ?? {}).find(([, binding]) => wanted(binding));
  return found && Number(found[0]);
}

/** evtchn_set_pending: the bit; and, unless the port or all are masked, the upcall. */
function setPending(channels: Channels, dom: DomainId, port: Port): ChannelResult {
  const own = channels[dom] as DomainEvents;
  // Pending already: a second event before the first was handled is the same event.
  if (own.pending.includes(port)) return { channels, result: 0, upcall: null };
  const pending = [...own.pending, port].sort((a, b) => a - b);
  const marked = { ...channels, [dom]: { ...own, pending } };
  return own.masked.includes(port) ? { channels: marked, result: 0, upcall: null } : notify(marked, dom);
}

function notify(channels: Channels, dom: DomainId): ChannelResult {
  const own = channels[dom] as DomainEvents;
  const now = { ...channels, [dom]: { ...own, upcallPending: true } };
  return { channels: now, result: 0, upcall: own.upcallMask ? null : dom };
}

/** What the guest does to its own shared memory, and whether it needs Xen for it. */
export interface MaskResult extends ChannelResult {
  /** It had to make a hypercall. */
  readonly hypercall: boolean;
}

/** The guest's cli: one store. */
export function maskUpcalls(channels: Channels, dom: DomainId): MaskResult {
  const own = channels[dom] as DomainEvents;
  const now = { ...channels, [dom]: { ...own, upcallMask: true } };
  return { channels: now, result: 0, upcall: null, hypercall: false };
}

/** The guest's sti: one store, and a look whether something came meanwhile; only then a hypercall, to get the upcall. */
export function unmaskUpcalls(channels: Channels, dom: DomainId): MaskResult {
  const own = channels[dom] as DomainEvents;
  const now = { ...channels, [dom]: { ...own, upcallMask: false } };
  return { channels: now, result: 0, upcall: own.upcallPending ? dom : null, hypercall: own.upcallPending };
}

/** The guest masks one port: one store. */
export function maskPort(channels: Channels, dom: DomainId, port: Port): MaskResult {
  const own = channels[dom] as DomainEvents;
  if (own.masked.includes(port)) return { channels, result: 0, upcall: null, hypercall: false };
  const masked = [...own.masked, port].sort((a, b) => a - b);
  return { channels: { ...channels, [dom]: { ...own, masked } }, result: 0, upcall: null, hypercall: false };
}

/** EVTCHNOP_unmask where the port is pending, a store where it is not. */
export function unmaskPort(channels: Channels, dom: DomainId, port: Port): MaskResult {
  const own = channels[dom] as DomainEvents;
  const now = { ...channels, [dom]: { ...own, masked: own.masked.filter((p) => p !== port) } };
  if (!own.pending.includes(port)) return { channels: now, result: 0, upcall: null, hypercall: false };
  return { ...notify(now, dom), hypercall: true };
}

/**
 * The guest's event handler, from upcall to return: upcalls are masked, every pending port that is not masked is taken in
 * order and its bit cleared, then upcalls are on again.
 */
export function handleUpcall(channels: Channels, dom: DomainId): { channels: Channels; handled: readonly Port[] } {
  const own = channels[dom] as DomainEvents;
  if (!own.upcallPending) throw new Error(`xen: an upcall of domain ${dom} with nothing pending`);
  if (own.upcallMask) throw new Error(`xen: an upcall of domain ${dom} while it has them masked`);
  const handled = own.pending.filter((port) => !own.masked.includes(port));
  const pending = own.pending.filter((port) => own.masked.includes(port));
  return { channels: { ...channels, [dom]: { ...own, pending, upcallPending: false, upcallMask: false } }, handled };
}
