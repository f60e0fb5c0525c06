// What is selected and which panels are open. Nothing of the simulated machine.

import { create } from "zustand";
import type { Focus } from "../../learn/lesson.ts";

/** The panels of a lesson that share the lower part of a narrow screen. */
export const TABS = ["words", "terminal", "timeline", "inspector"] as const;
export type Tab = (typeof TABS)[number];

interface View {
  /** Key of the thing selected on the stage, the same as in its tree. */
  readonly selected: string | null;
  /** Key of the thing that the tree's focus is on. */
  readonly pointed: string | null;
  /** What the lesson's step is about. */
  readonly focus: Focus | null;
  readonly inspectorOpen: boolean;
  readonly branchesOpen: boolean;
  readonly treeOpen: boolean;
  readonly tab: Tab;
  /** The terminal shown, where there are several. */
  readonly tty: number;
  /** The terminal that waits for the simulator has the keyboard. */
  readonly typing: boolean;
  readonly select: (key: string | null) => void;
  readonly pointAt: (key: string | null) => void;
  readonly focusOn: (focus: Focus | null) => void;
  readonly openInspector: (open: boolean) => void;
  readonly openBranches: (open: boolean) => void;
  readonly openTree: (open: boolean) => void;
  readonly showTab: (tab: Tab) => void;
  readonly showTerminal: (tty: number) => void;
  readonly reset: () => void;
}

export const useView = create<View>()((set) => ({
  selected: null,
  pointed: null,
  focus: null,
  inspectorOpen: false,
  branchesOpen: false,
  treeOpen: false,
  tab: "words",
  tty: 1,
  typing: false,
  select: (selected) => set(selected === null ? { selected } : { selected, inspectorOpen: true }),
  pointAt: (pointed) => set({ pointed }),
  focusOn: (focus) => set({ focus }),
  openInspector: (inspectorOpen) => set({ inspectorOpen }),
  openBranches: (branchesOpen) => set({ branchesOpen }),
  openTree: (treeOpen) => set({ treeOpen }),
  showTab: (tab) => set({ tab }),
  showTerminal: (tty) => set({ tty }),
  reset: () =>
    set({
      selected: null,
      pointed: null,
      focus: null,
      inspectorOpen: false,
      branchesOpen: false,
      treeOpen: false,
      tab: "words",
      tty: 1,
    }),
}));
