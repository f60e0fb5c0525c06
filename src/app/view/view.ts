// What is selected and which panels are open. Nothing of the simulated machine.

import { create } from "zustand";
import type { MachineId } from "../../kernel/world.ts";
import type { Focus } from "../../learn/lesson.ts";

/** The panels of a lesson that share the lower part of a narrow screen. */
export const TABS = ["words", "terminal", "timeline", "inspector"] as const;
export type Tab = (typeof TABS)[number];

/** How far the stage has zoomed into a world of several machines: all of them small, the whole house, inside one. */
export type Level = "fleet" | "world" | "inside";

interface View {
  /** Key of the thing selected on the stage, the same as in its tree. */
  readonly selected: string | null;
  /** Key of the thing that the tree's focus is on. */
  readonly pointed: string | null;
  /** What the lesson's step is about. */
  readonly focus: Focus | null;
  readonly level: Level;
  /** The machine drawn in full where not all can be, and the one that one is inside of; null: the picture chooses. */
  readonly front: MachineId | null;
  readonly inspectorOpen: boolean;
  readonly branchesOpen: boolean;
  readonly ledgerOpen: boolean;
  readonly treeOpen: boolean;
  readonly tab: Tab;
  /** The terminal shown, where there are several. */
  readonly tty: number;
  /** The terminal that waits for the simulator has the keyboard. */
  readonly typing: boolean;
  readonly select: (key: string | null) => void;
  readonly pointAt: (key: string | null) => void;
  readonly zoomTo: (level: Level, machine?: MachineId) => void;
  readonly focusOn: (focus: Focus | null) => void;
  readonly openInspector: (open: boolean) => void;
  readonly openBranches: (open: boolean) => void;
  readonly openLedger: (open: boolean) => void;
  readonly openTree: (open: boolean) => void;
  readonly showTab: (tab: Tab) => void;
  readonly showTerminal: (tty: number) => void;
  readonly reset: () => void;
}

export const useView = create<View>()((set) => ({
  selected: null,
  pointed: null,
  focus: null,
  level: "world",
  front: null,
  inspectorOpen: false,
  branchesOpen: false,
  ledgerOpen: false,
  treeOpen: false,
  tab: "words",
  tty: 1,
  typing: false,
  select: (selected) =>
    set(selected === null ? { selected } : { selected, inspectorOpen: true, ...bringing(selected) }),
  pointAt: (pointed) => set({ pointed }),
  zoomTo: (level, machine) => set(machine === undefined ? { level } : { level, front: machine }),
  focusOn: (focus) => set({ focus }),
  openInspector: (inspectorOpen) => set({ inspectorOpen }),
  openBranches: (branchesOpen) => set({ branchesOpen, ...(branchesOpen && { ledgerOpen: false }) }),
  openLedger: (ledgerOpen) => set({ ledgerOpen, ...(ledgerOpen && { branchesOpen: false }) }),
  openTree: (treeOpen) => set({ treeOpen }),
  showTab: (tab) => set({ tab }),
  showTerminal: (tty) => set({ tty }),
  reset: () =>
    set({
      selected: null,
      pointed: null,
      focus: null,
      level: "world",
      front: null,
      inspectorOpen: false,
      branchesOpen: false,
      ledgerOpen: false,
      treeOpen: false,
      tab: "words",
      tty: 1,
    }),
}));

/** What is chosen in a house brings that house to the front. (The keys are those of scene/machine-key.ts.) */
function bringing(key: string): Partial<Pick<View, "front">> {
  const house = /^([^|]+)\|/.exec(key)?.[1];
  const stays = house === undefined || house === "below" || useView.getState().level === "inside";
  return stays ? {} : { front: house };
}
