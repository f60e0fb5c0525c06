// The life of a TCP connection, RFC 9293, figure 5: the machine that the page draws.

import { getMicrosteps, setup } from "xstate";

export type TcpState =
  | "CLOSE"
  | "LISTEN"
  | "SYN_SENT"
  | "SYN_RECV"
  | "ESTABLISHED"
  | "FIN_WAIT1"
  | "FIN_WAIT2"
  | "CLOSE_WAIT"
  | "CLOSING"
  | "LAST_ACK"
  | "TIME_WAIT";

export type TcpEvent =
  | { type: "passive.open" }
  | { type: "active.open" }
  | { type: "syn.received" }
  | { type: "syn-ack.received" }
  | { type: "ack.received" }
  | { type: "fin.received" }
  | { type: "rst.received" }
  | { type: "closed" }
  | { type: "timed-out" };

//           passive.open            syn.received
//   CLOSE ──────────────> LISTEN ─────────────────> SYN_RECV ─── ack ───┐
//     └── active.open ──> SYN_SENT ── syn-ack.received ────────> ESTABLISHED
//                                                      closed │        │ fin.received
//                              FIN_WAIT1 <────────────────────┘        └──> CLOSE_WAIT
//                      ack ──────┘   └── fin                               │ closed
//   FIN_WAIT2 <────────┘         └──> CLOSING                          LAST_ACK
//       └── fin ──> TIME_WAIT <── ack ──┘                                  └── ack ──> CLOSE
//
// A connection that arrives is a socket of its own in SYN_RECV; the listening one stays as it is.
export const tcpMachine = setup({
  types: { events: {} as TcpEvent },
}).createMachine({
  id: "tcp",
  initial: "CLOSE",
  states: {
    CLOSE: {
      description: "No connection.",
      on: { "passive.open": "LISTEN", "active.open": "SYN_SENT", "syn.received": "SYN_RECV" },
    },
    LISTEN: { description: "Waits for connections.", on: { closed: "CLOSE" } },
    SYN_SENT: {
      description: "Has asked for a connection, and waits for the answer.",
      on: { "syn-ack.received": "ESTABLISHED", "rst.received": "CLOSE", "timed-out": "CLOSE", closed: "CLOSE" },
    },
    SYN_RECV: {
      description: "Has answered, and waits for the answer to that.",
      on: { "ack.received": "ESTABLISHED", "rst.received": "CLOSE", "timed-out": "CLOSE", closed: "CLOSE" },
    },
    ESTABLISHED: {
      description: "Data may go both ways.",
      on: { "fin.received": "CLOSE_WAIT", closed: "FIN_WAIT1", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    FIN_WAIT1: {
      description: "Has said that it will send no more.",
      on: { "ack.received": "FIN_WAIT2", "fin.received": "CLOSING", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    FIN_WAIT2: {
      description: "The other end knows that, and may still send.",
      on: { "fin.received": "TIME_WAIT", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    CLOSE_WAIT: {
      description: "The other end will send no more; this one may.",
      on: { closed: "LAST_ACK", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    CLOSING: {
      description: "Both have said so at the same time.",
      on: { "ack.received": "TIME_WAIT", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    LAST_ACK: {
      description: "Both have said so; only the last acknowledgement is missing.",
      on: { "ack.received": "CLOSE", "rst.received": "CLOSE", "timed-out": "CLOSE" },
    },
    TIME_WAIT: {
      description: "Keeps the port for a minute, for packets that are late.",
      on: { "timed-out": "CLOSE", "rst.received": "CLOSE" },
    },
  },
});

const remembered = new Map<string, TcpState>();

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextTcpState(state: TcpState, event: TcpEvent["type"]): TcpState {
  const key = `${state} ${event}`;
  const known = remembered.get(key);
  if (known) return known;
  const from = tcpMachine.resolveState({ value: state, context: {} });
  if (!from.can({ type: event })) throw new Error(`tcp: ${event} in state ${state}`);
  const [last] = getMicrosteps(tcpMachine, from, { type: event }).slice(-1);
  const next = (last?.[0].value ?? state) as TcpState;
  remembered.set(key, next);
  return next;
}
