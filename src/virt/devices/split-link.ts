// Two halves of a driver in two domains, and what lies between them: a ring page, a grant table, an event channel.
//
// The ring and the grants are memory. Only the event channel and the grant operations are hypercalls, and the ring's
// rules decide when an event is due at all. Time is in ns and only decides what happens first.

import {
  BACK_RING_INIT,
  type BackRing,
  FRONT_RING_INIT,
  type FrontRing,
  finalCheckForRequests,
  finalCheckForResponses,
  freeRequests,
  pushRequestsAndCheckNotify,
  pushResponsesAndCheckNotify,
  type SharedRing,
  sharedRingInit,
  unconsumedRequests,
  unconsumedResponses,
} from "./ring.ts";
import { nextSplitState, type SplitEvent } from "./split-life.ts";

export type Hypercall = "EVTCHNOP_send" | "GNTTABOP_map_grant_ref" | "GNTTABOP_unmap_grant_ref" | "GNTTABOP_copy";
export type Half = "frontend" | "backend";

export type SplitStep =
  /** Shared memory written or read: no hypercall. */
  | { readonly type: "memory"; readonly by: Half; readonly what: string; readonly at: number }
  /** One call into the hypervisor; grant operations take many entries at once. */
  | {
      readonly type: "hypercall";
      readonly by: Half;
      readonly call: Hypercall;
      readonly entries: number;
      readonly at: number;
    }
  | { readonly type: "event"; readonly to: Half; readonly at: number }
  | { readonly type: "copy"; readonly by: "frontend" | "hypervisor"; readonly bytes: number; readonly at: number }
  | { readonly type: "moved"; readonly bytes: number; readonly at: number }
  | {
      readonly type: "life";
      readonly request: number;
      readonly event: SplitEvent["type"];
      readonly state: string;
      readonly at: number;
    };

/** A step as its maker says it; the link adds the time. */
type Untimed = SplitStep extends infer Step ? (Step extends SplitStep ? Omit<Step, "at"> : never) : never;

export interface SplitPace {
  /** ns between two requests that the frontend submits. */
  readonly gap: number;
  /** ns from an event to the moment at which the other half looks. */
  readonly wake: number;
  /** ns that the disk or the network takes. */
  readonly latency: number;
}

const TOO_LONG = 100_000;

export class SplitLink {
  readonly log: SplitStep[] = [];
  now = 0;
  private shared: SharedRing;
  private front: FrontRing = FRONT_RING_INIT;
  private back: BackRing = BACK_RING_INIT;
  private readonly lives = new Map<number, string>();
  private readonly answers: number[] = [];
  private agenda: readonly { readonly at: number; readonly action: () => void }[] = [];
  private readonly pace: SplitPace;
  private readonly handlers: Readonly<Record<Half, () => void>>;

  constructor(slots: number, pace: SplitPace, handlers: Readonly<Record<Half, () => void>>) {
    this.shared = sharedRingInit(slots);
    this.pace = pace;
    this.handlers = handlers;
  }

  later(after: number, action: () => void): void {
    this.agenda = [...this.agenda, { at: this.now + after, action }];
  }

  /** Runs until nothing is left to do. */
  settle(): void {
    for (let step = 0; ; step++) {
      if (step > TOO_LONG) throw new Error("split driver: still running");
      const next = this.agenda.reduce<(typeof this.agenda)[number] | undefined>(
        (first, entry) => (first === undefined || entry.at < first.at ? entry : first),
        undefined,
      );
      if (!next) return;
      this.agenda = this.agenda.filter((entry) => entry !== next);
      this.now = Math.max(this.now, next.at);
      next.action();
    }
  }

  did(step: Untimed): void {
    this.log.push({ ...step, at: this.now } as SplitStep);
  }

  hypercall(by: Half, call: Hypercall, entries: number): void {
    this.did({ type: "hypercall", by, call, entries });
  }

  live(request: number, event: SplitEvent["type"]): void {
    const state = nextSplitState(this.lives.get(request) ?? "prepared", event);
    this.lives.set(request, state);
    this.did({ type: "life", request, event, state });
  }

  hasRoom(): boolean {
    return freeRequests(this.shared, this.front) > 0;
  }

  /** The frontend puts one request into its next slot. Slots are answered in any order, but taken in this one. */
  post(request: number, queue: number[]): void {
    this.front = { ...this.front, reqProdPvt: this.front.reqProdPvt + 1 };
    queue.push(request);
    this.did({ type: "memory", by: "frontend", what: "request in the ring" });
    this.live(request, "request.posted");
  }

  /** RING_PUSH_REQUESTS_AND_CHECK_NOTIFY, and the event if it is due. */
  pushRequests(posted: readonly number[]): void {
    const { shared, notify } = pushRequestsAndCheckNotify(this.shared, this.front);
    this.shared = shared;
    this.did({ type: "memory", by: "frontend", what: "req_prod" });
    if (!notify) return;
    this.send("backend");
    for (const request of posted) this.live(request, "backend.notified");
  }

  /** What the backend finds in the ring, taken off it. */
  takeRequests(queue: number[]): readonly number[] {
    const count = unconsumedRequests(this.shared, this.back);
    const requests = queue.splice(0, count);
    this.back = { ...this.back, reqCons: this.back.reqCons + count };
    for (const request of requests) this.live(request, "request.taken");
    return requests;
  }

  /** RING_FINAL_CHECK_FOR_REQUESTS */
  backendMustGoOn(): boolean {
    const { shared, workToDo } = finalCheckForRequests(this.shared, this.back);
    this.shared = shared;
    this.did({ type: "memory", by: "backend", what: "req_event" });
    return workToDo;
  }

  /** A response, RING_PUSH_RESPONSES_AND_CHECK_NOTIFY, and the event if it is due. */
  answer(request: number): void {
    this.back = { ...this.back, rspProdPvt: this.back.rspProdPvt + 1 };
    this.answers.push(request);
    this.did({ type: "memory", by: "backend", what: "response in the ring" });
    this.live(request, "response.posted");
    const { shared, notify } = pushResponsesAndCheckNotify(this.shared, this.back);
    this.shared = shared;
    this.did({ type: "memory", by: "backend", what: "rsp_prod" });
    if (!notify) return;
    this.send("frontend");
    this.live(request, "frontend.interrupted");
  }

  /** What the frontend finds answered, taken off the ring. */
  takeResponses(): readonly number[] {
    const count = unconsumedResponses(this.shared, this.front);
    this.front = { ...this.front, rspCons: this.front.rspCons + count };
    return this.answers.splice(0, count);
  }

  /** RING_FINAL_CHECK_FOR_RESPONSES */
  frontendMustGoOn(): boolean {
    const { shared, workToDo } = finalCheckForResponses(this.shared, this.front);
    this.shared = shared;
    this.did({ type: "memory", by: "frontend", what: "rsp_event" });
    return workToDo;
  }

  /** notify_remote_via_irq: the hypercall, and a while later the other domain's upcall. */
  private send(to: Half): void {
    this.hypercall(to === "backend" ? "frontend" : "backend", "EVTCHNOP_send", 1);
    this.later(this.pace.wake, () => {
      this.did({ type: "event", to });
      this.handlers[to]();
    });
  }
}
