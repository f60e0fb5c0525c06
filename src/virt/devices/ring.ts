// A shared ring as Xen's split drivers use it: xen/include/public/io/ring.h.
//
// One page, granted by the frontend, holds requests and responses in the same slots, and four indexes. Each side keeps
// private indexes of what it has prepared and consumed. `reqEvent` and `rspEvent` say at which index the other side
// wants to be told: a notification is due only when a push passes it. All indexes run on and wrap at 32 bits.

/** The indexes in the shared page. */
export interface SharedRing {
  readonly reqProd: number;
  readonly reqEvent: number;
  readonly rspProd: number;
  readonly rspEvent: number;
  readonly size: number;
}

/** The frontend's private half: FRONT_RING. */
export interface FrontRing {
  readonly reqProdPvt: number;
  readonly rspCons: number;
}

/** The backend's private half: BACK_RING. */
export interface BackRing {
  readonly rspProdPvt: number;
  readonly reqCons: number;
}

const PAGE = 4096;
const HEADER = 64; // bytes: four indexes and 48 of padding

/** __CONST_RING_SIZE: as many slots as fit behind the header, rounded down to a power of two. */
export function ringSize(slotBytes: number): number {
  return 2 ** Math.floor(Math.log2((PAGE - HEADER) / slotBytes));
}

/** SHARED_RING_INIT: both sides want to hear of the very first push. */
export function sharedRingInit(size: number): SharedRing {
  return { reqProd: 0, reqEvent: 1, rspProd: 0, rspEvent: 1, size };
}

export const FRONT_RING_INIT: FrontRing = { reqProdPvt: 0, rspCons: 0 };
export const BACK_RING_INIT: BackRing = { rspProdPvt: 0, reqCons: 0 };

/** RING_FREE_REQUESTS */
export function freeRequests(shared: SharedRing, front: FrontRing): number {
  return shared.size - u32(front.reqProdPvt - front.rspCons);
}

/** RING_HAS_UNCONSUMED_REQUESTS: never more than there is room to answer. */
export function unconsumedRequests(shared: SharedRing, back: BackRing): number {
  const requests = u32(shared.reqProd - back.reqCons);
  const room = shared.size - u32(back.reqCons - back.rspProdPvt);
  return Math.min(requests, room);
}

/** RING_HAS_UNCONSUMED_RESPONSES */
export function unconsumedResponses(shared: SharedRing, front: FrontRing): number {
  return u32(shared.rspProd - front.rspCons);
}

/** RING_PUSH_REQUESTS_AND_CHECK_NOTIFY */
export function pushRequestsAndCheckNotify(
  shared: SharedRing,
  front: FrontRing,
): { shared: SharedRing; notify: boolean } {
  const notify = passed(shared.reqEvent, front.reqProdPvt, shared.reqProd);
  return { shared: { ...shared, reqProd: front.reqProdPvt }, notify };
}

/** RING_PUSH_RESPONSES_AND_CHECK_NOTIFY */
export function pushResponsesAndCheckNotify(
  shared: SharedRing,
  back: BackRing,
): { shared: SharedRing; notify: boolean } {
  const notify = passed(shared.rspEvent, back.rspProdPvt, shared.rspProd);
  return { shared: { ...shared, rspProd: back.rspProdPvt }, notify };
}

/** RING_FINAL_CHECK_FOR_REQUESTS: asks to be told of the next one, and looks once more. */
export function finalCheckForRequests(shared: SharedRing, back: BackRing): { shared: SharedRing; workToDo: boolean } {
  if (unconsumedRequests(shared, back) > 0) return { shared, workToDo: true };
  const next = { ...shared, reqEvent: u32(back.reqCons + 1) };
  return { shared: next, workToDo: unconsumedRequests(next, back) > 0 };
}

/** RING_FINAL_CHECK_FOR_RESPONSES */
export function finalCheckForResponses(
  shared: SharedRing,
  front: FrontRing,
): { shared: SharedRing; workToDo: boolean } {
  if (unconsumedResponses(shared, front) > 0) return { shared, workToDo: true };
  const next = { ...shared, rspEvent: u32(front.rspCons + 1) };
  return { shared: next, workToDo: unconsumedResponses(next, front) > 0 };
}

/** Whether going from `old` to `next` passes `event`. */
function passed(event: number, next: number, old: number): boolean {
  return u32(next - event) < u32(next - old);
}

function u32(value: number): number {
  return value >>> 0;
}
