import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BACK_RING_INIT,
  FRONT_RING_INIT,
  finalCheckForRequests,
  finalCheckForResponses,
  freeRequests,
  pushRequestsAndCheckNotify,
  pushResponsesAndCheckNotify,
  ringSize,
  sharedRingInit,
  unconsumedRequests,
  unconsumedResponses,
} from "./ring.ts";

describe("a page holds", () => {
  test.each([
    ["32 block requests of 112 bytes", 112, 32],
    ["256 transmit requests of 12 bytes", 12, 256],
    ["256 receive requests of 8 bytes", 8, 256],
  ])("%s", (_, bytes, slots) => {
    expect(ringSize(bytes)).toBe(slots);
  });
});

test("the first push notifies, and a second one does not while the backend has not looked", () => {
  const first = pushRequestsAndCheckNotify(sharedRingInit(32), { ...FRONT_RING_INIT, reqProdPvt: 1 });
  expect(first.notify).toBe(true);
  const second = pushRequestsAndCheckNotify(first.shared, { ...FRONT_RING_INIT, reqProdPvt: 2 });
  expect(second.notify).toBe(false);
});

test("after its final check the backend is told of the next push again", () => {
  const pushed = pushRequestsAndCheckNotify(sharedRingInit(32), { ...FRONT_RING_INIT, reqProdPvt: 3 });
  const { shared, workToDo } = finalCheckForRequests(pushed.shared, { ...BACK_RING_INIT, reqCons: 3 });
  expect(workToDo).toBe(false);
  expect(pushRequestsAndCheckNotify(shared, { ...FRONT_RING_INIT, reqProdPvt: 4 }).notify).toBe(true);
});

test("a final check that finds requests does not ask for a notification: the backend goes on", () => {
  const pushed = pushRequestsAndCheckNotify(sharedRingInit(32), { ...FRONT_RING_INIT, reqProdPvt: 3 });
  const { shared, workToDo } = finalCheckForRequests(pushed.shared, { ...BACK_RING_INIT, reqCons: 2 });
  expect(workToDo).toBe(true);
  expect(shared).toBe(pushed.shared);
});

test("indexes wrap at 32 bits and the answer stays the same", () => {
  const near = 0xffff_fffe;
  const shared = { reqProd: near, reqEvent: 0xffff_ffff, rspProd: near, rspEvent: 0xffff_ffff, size: 32 };
  expect(pushRequestsAndCheckNotify(shared, { reqProdPvt: 2, rspCons: near }).notify).toBe(true);
  expect(pushResponsesAndCheckNotify(shared, { rspProdPvt: 1, reqCons: 1 }).notify).toBe(true);
  expect(freeRequests(shared, { reqProdPvt: 2, rspCons: near })).toBe(28);
});

test("no request is ever forgotten: whoever sleeps is told of what comes", () => {
  // Any interleaving of pushes and looks; a side that found nothing sleeps until it is notified.
  fc.assert(
    fc.property(fc.array(fc.constantFrom("push", "look", "answer", "reap"), { maxLength: 200 }), (moves) => {
      let shared = sharedRingInit(8);
      let front = FRONT_RING_INIT;
      let back = BACK_RING_INIT;
      let backAwake = false;
      let frontAwake = false;
      for (const move of moves) {
        if (move === "push" && freeRequests(shared, front) > 0) {
          front = { ...front, reqProdPvt: front.reqProdPvt + 1 };
          const pushed = pushRequestsAndCheckNotify(shared, front);
          shared = pushed.shared;
          backAwake ||= pushed.notify;
        } else if (move === "look" && backAwake) {
          back = { ...back, reqCons: back.reqCons + unconsumedRequests(shared, back) };
          const checked = finalCheckForRequests(shared, back);
          shared = checked.shared;
          backAwake = checked.workToDo;
        } else if (move === "answer" && back.rspProdPvt < back.reqCons) {
          back = { ...back, rspProdPvt: back.rspProdPvt + 1 };
          const pushed = pushResponsesAndCheckNotify(shared, back);
          shared = pushed.shared;
          frontAwake ||= pushed.notify;
        } else if (move === "reap" && frontAwake) {
          front = { ...front, rspCons: front.rspCons + unconsumedResponses(shared, front) };
          const checked = finalCheckForResponses(shared, front);
          shared = checked.shared;
          frontAwake = checked.workToDo;
        }
        if (!backAwake) expect(unconsumedRequests(shared, back)).toBe(0);
        if (!frontAwake) expect(unconsumedResponses(shared, front)).toBe(0);
      }
    }),
  );
});
