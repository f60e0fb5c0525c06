// The life of one request through a split driver, and of one buffer through a virtqueue: the machines that the page draws.
//
// Both are the same story. A notification and an interrupt are steps that a request may have or not: while the other
// side is at work anyway, it finds the request without being told, and the step is left out.

import { getMicrosteps, setup } from "xstate";

export type SplitEvent =
  | { type: "pages.granted" }
  | { type: "request.posted" }
  | { type: "backend.notified" }
  | { type: "request.taken" }
  | { type: "pages.reached" }
  | { type: "work.completed" }
  | { type: "response.posted" }
  | { type: "frontend.interrupted" }
  | { type: "grants.ended" };

//   prepared ── granted ──> granted ── posted ──> posted ──┬─ notified ─> notified ─┐
//                                                          └──────── taken ─────────┴─> taken ── reached ──> reached
//   reached ── completed ──> completed ── posted ──> answered ──┬─ interrupted ─> interrupted ─┐
//                                                               └────── grants ended ──────────┴──> reclaimed
export const splitRequestMachine = setup({ types: { events: {} as SplitEvent } }).createMachine({
  id: "split-request",
  initial: "prepared",
  states: {
    prepared: {
      description: "The frontend has work and a free slot in the ring.",
      on: { "pages.granted": "granted" },
    },
    granted: {
      description: "Entries of the grant table allow the backend's domain these pages: memory written, no hypercall.",
      on: { "request.posted": "posted" },
    },
    posted: {
      description: "In the shared ring, with the grant references; the request index was moved.",
      on: { "backend.notified": "notified", "request.taken": "taken" },
    },
    notified: {
      description: "An event was sent, because the push passed the index at which the backend wanted to be told.",
      on: { "request.taken": "taken" },
    },
    taken: {
      description: "The backend has copied the request out of the ring, so that it cannot change any more.",
      on: { "pages.reached": "reached" },
    },
    reached: {
      description:
        "The backend can use the pages: mapped, copied by the hypervisor, or mapped since long (persistent).",
      on: { "work.completed": "completed" },
    },
    completed: {
      description: "The disk or the network is done with it.",
      on: { "response.posted": "answered" },
    },
    answered: {
      description: "The response lies in the ring; the backend has given the pages back.",
      on: { "frontend.interrupted": "interrupted", "grants.ended": "reclaimed" },
    },
    interrupted: {
      description: "An event told the frontend.",
      on: { "grants.ended": "reclaimed" },
    },
    reclaimed: { type: "final", description: "The grants are ended; the pages belong to the frontend alone again." },
  },
});

export type VirtioEvent =
  | { type: "buffer.added" }
  | { type: "device.notified" }
  | { type: "buffer.taken" }
  | { type: "buffer.used" }
  | { type: "driver.interrupted" }
  | { type: "buffer.reclaimed" };

//   free ── added ──> posted ──┬─ notified ─> notified ─┐
//                              └──────── taken ─────────┴─> taken ── used ──> completed
//   completed ──┬─ interrupted ─> interrupted ─┐
//               └──────── reclaimed ───────────┴──> reclaimed
export const virtioBufferMachine = setup({ types: { events: {} as VirtioEvent } }).createMachine({
  id: "virtio-buffer",
  initial: "free",
  states: {
    free: {
      description: "The driver has descriptors left.",
      on: { "buffer.added": "posted" },
    },
    posted: {
      description: "In the avail ring; the index was moved (virtqueue_add).",
      on: { "device.notified": "notified", "buffer.taken": "taken" },
    },
    notified: {
      description: "The notify register was written, because the index passed avail_event: one exit.",
      on: { "buffer.taken": "taken" },
    },
    taken: {
      description: "The device has read the descriptors.",
      on: { "buffer.used": "completed" },
    },
    completed: {
      description: "In the used ring: the device is done.",
      on: { "driver.interrupted": "interrupted", "buffer.reclaimed": "reclaimed" },
    },
    interrupted: {
      description: "An interrupt was sent, because the index passed used_event.",
      on: { "buffer.reclaimed": "reclaimed" },
    },
    reclaimed: { type: "final", description: "The driver has taken the buffer back (virtqueue_get_buf)." },
  },
});

// The machines have no context, so an answer never changes: asked once of xstate, then remembered.
const remembered = new Map<string, string>();

/** The state after `type`; an event that the state does not take throws with both names. */
export function nextSplitState(state: string, type: SplitEvent["type"]): string {
  return answer(`split request: ${type} in state ${state}`, () => {
    const from = splitRequestMachine.resolveState({ value: state as "prepared", context: {} });
    return from.can({ type }) ? getMicrosteps(splitRequestMachine, from, { type }).at(-1)?.[0].value : undefined;
  });
}

export function nextVirtioState(state: string, type: VirtioEvent["type"]): string {
  return answer(`virtio buffer: ${type} in state ${state}`, () => {
    const from = virtioBufferMachine.resolveState({ value: state as "free", context: {} });
    return from.can({ type }) ? getMicrosteps(virtioBufferMachine, from, { type }).at(-1)?.[0].value : undefined;
  });
}

function answer(question: string, ask: () => unknown): string {
  const known = remembered.get(question);
  if (known !== undefined) return known;
  const next = ask();
  if (typeof next !== "string") throw new Error(question);
  remembered.set(question, next);
  return next;
}
