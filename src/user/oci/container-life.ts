// The life of a container: the states of the OCI runtime specification ("Runtime and Lifecycle", State), and runc's pause.

import { setup } from "xstate";

export type ContainerState = "creating" | "created" | "running" | "paused" | "stopped" | "deleted";

export type ContainerEvent =
  | { type: "container.created" }
  | { type: "container.started" }
  | { type: "container.paused" }
  | { type: "container.resumed" }
  | { type: "container.exited" }
  | { type: "container.deleted" };

//   create ──> creating ── created ──> created ── started ──> running ── exited ──> stopped ── deleted ──> deleted
//                 │                      │                     │  ▲                   ▲  ▲
//                 │                      └────── exited ───────│──│───────────────────┘  │
//                 │                                     paused ▼  │ resumed              │
//                 │                                           paused ───── exited ───────┘
//                 └── deleted (an error: nothing half made is left) ──> deleted
//
// Nobody tells runc that a container has exited: whoever asks looks at its process (container.ts).
export const containerMachine = setup({
  types: { events: {} as ContainerEvent },
}).createMachine({
  id: "container",
  initial: "creating",
  states: {
    creating: {
      description: "Its namespaces, cgroup and root are being made.",
      on: { "container.created": "created", "container.deleted": "deleted" },
    },
    created: {
      description: "Everything is there but the program: `runc init` waits at exec.fifo.",
      on: { "container.started": "running", "container.exited": "stopped" },
    },
    running: {
      description: "Its program runs.",
      on: { "container.paused": "paused", "container.exited": "stopped" },
    },
    paused: {
      description: "Its cgroup is frozen. The specification does not know this state.",
      on: { "container.resumed": "running", "container.exited": "stopped" },
    },
    stopped: {
      description: "Its first process has ended; its directory and its cgroup are still there.",
      on: { "container.deleted": "deleted" },
    },
    deleted: { type: "final", description: "Nothing is left of it." },
  },
});

/** May this happen to a container in that state? */
export function may(state: ContainerState, type: ContainerEvent["type"]): boolean {
  return containerMachine.resolveState({ value: state, context: {} }).can({ type });
}
