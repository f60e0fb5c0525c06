import { expect, test } from "vitest";
import { EEXIST, EINVAL, ENOENT, ESRCH } from "../../kernel/abi/errno.ts";
import {
  allocUnbound,
  bindInterdomain,
  bindPirq,
  bindVirq,
  type Channels,
  closePort,
  handleUpcall,
  maskPort,
  maskUpcalls,
  NO_EVENTS,
  raisePirq,
  raiseVirq,
  sendEvent,
  unmaskPort,
  unmaskUpcalls,
} from "./event-channel.ts";

const BORN: Channels = { 0: NO_EVENTS, 3: NO_EVENTS };
const on = (channels: Channels, dom: number) => unmaskUpcalls(channels, dom).channels;
/** Port 1 of the guest (3) is joined to port 1 of domain 0; both have their masks off and nothing pending. */
function joined(): Channels {
  let now = allocUnbound(BORN, 3, 0).channels;
  now = bindInterdomain(now, 0, 3, 1).channels;
  now = unmaskPort(unmaskPort(now, 0, 1).channels, 3, 1).channels;
  return handleUpcall(on(on(now, 0), 3), 0).channels;
}

test("a guest opens a port for its backend, which binds to it; both ends know each other", () => {
  const open = allocUnbound(BORN, 3, 0);
  expect(open.result).toBe(1);
  const bound = bindInterdomain(open.channels, 0, 3, 1);
  expect(bound.result).toBe(1);
  expect(bound.channels[3]?.ports[1]).toEqual({ state: "interdomain", remote: 0, remotePort: 1 });
  expect(bound.channels[0]?.ports[1]).toEqual({ state: "interdomain", remote: 3, remotePort: 1 });
});

test("nobody else may bind to it, and nobody twice", () => {
  const open = allocUnbound({ ...BORN, 5: NO_EVENTS }, 3, 0).channels;
  expect(bindInterdomain(open, 5, 3, 1).result).toBe(EINVAL);
  const bound = bindInterdomain(open, 0, 3, 1).channels;
  expect(bindInterdomain(bound, 0, 3, 1).result).toBe(EINVAL);
  expect(bindInterdomain(open, 0, 9, 1).result).toBe(ESRCH);
});

test("an event sets a bit in the other's memory and calls its handler", () => {
  const sent = sendEvent(joined(), 3, 1);
  expect(sent.upcall).toBe(0);
  expect(sent.channels[0]).toMatchObject({ pending: [1], upcallPending: true });
  const { channels, handled } = handleUpcall(sent.channels, 0);
  expect(handled).toEqual([1]);
  expect(channels[0]).toMatchObject({ pending: [], upcallPending: false });
});

test("a second event before the first is handled is the same event", () => {
  const once = sendEvent(joined(), 3, 1).channels;
  expect(sendEvent(once, 3, 1)).toEqual({ channels: once, result: 0, upcall: null });
});

test("cli and sti are stores; only an sti that finds something pending asks Xen", () => {
  const masked = maskUpcalls(joined(), 0);
  expect(masked.hypercall).toBe(false);
  expect(unmaskUpcalls(masked.channels, 0)).toMatchObject({ hypercall: false, upcall: null });
  const sent = sendEvent(masked.channels, 3, 1);
  expect(sent.upcall).toBeNull();
  expect(unmaskUpcalls(sent.channels, 0)).toMatchObject({ hypercall: true, upcall: 0 });
});

test("a masked port keeps its event until it is unmasked", () => {
  const sent = sendEvent(maskPort(joined(), 0, 1).channels, 3, 1);
  expect(sent.upcall).toBeNull();
  expect(sent.channels[0]).toMatchObject({ pending: [1], upcallPending: false });
  expect(unmaskPort(sent.channels, 0, 1)).toMatchObject({ hypercall: true, upcall: 0 });
});

test("the timer is a virtual interrupt, bound once", () => {
  const bound = bindVirq(BORN, 3, "VIRQ_TIMER");
  expect(bindVirq(bound.channels, 3, "VIRQ_TIMER").result).toBe(EEXIST);
  const ready = on(unmaskPort(bound.channels, 3, 1).channels, 3);
  expect(raiseVirq(ready, 3, "VIRQ_TIMER").upcall).toBe(3);
  expect(raiseVirq(ready, 3, "VIRQ_CONSOLE")).toEqual({ channels: ready, result: 0, upcall: null });
});

test("a device's interrupt goes to the domain with its driver", () => {
  const bound = bindPirq(BORN, 0, 14);
  expect(bindPirq(bound.channels, 0, 14).result).toBe(EEXIST);
  expect(raisePirq(on(unmaskPort(bound.channels, 0, 1).channels, 0), 0, 14).upcall).toBe(0);
  expect(raisePirq(bound.channels, 0, 15).result).toBe(ENOENT);
});

test("a closed port is free; the other end waits for somebody to bind again", () => {
  const { channels } = closePort(joined(), 0, 1);
  expect(channels[0]?.ports).toEqual({});
  expect(channels[3]?.ports[1]).toEqual({ state: "unbound", remote: 0 });
  expect(sendEvent(channels, 3, 1)).toMatchObject({ result: 0, upcall: null });
  expect(closePort(channels, 0, 1).result).toBe(EINVAL);
  expect(sendEvent(channels, 0, 1).result).toBe(EINVAL);
});

test("a handler does not run without a reason", () => {
  expect(() => handleUpcall(joined(), 3)).toThrow("nothing pending");
  const masked = sendEvent(maskUpcalls(joined(), 0).channels, 3, 1).channels;
  expect(() => handleUpcall(masked, 0)).toThrow("masked");
});
