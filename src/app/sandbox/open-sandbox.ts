// Opens the sandbox where it was left, or where an address or a file leads.

import type { SavedRun, Session } from "../../timeline/session.ts";
import { createRun, type Run } from "../run/run.ts";
import { unpack } from "../run/share.ts";
import type { Moment } from "../search.ts";
import { reducedMotion } from "../view/appearance.ts";
import { tell } from "../view/notices.ts";
import { type Kept, readSandbox, writeBefore } from "./record.ts";

/** What can be chosen, as timeline/session.ts boots it. */
export const CHOICES = ["host", "bare", "vmware-2003", "xen", "kvm"] as const;
export type Choice = (typeof CHOICES)[number];

const isChoice = (name: string | undefined): name is Choice => CHOICES.some((one) => one === name);

/** A run in a fresh world. */
export async function freshRun(world: Choice = "host"): Promise<Run> {
  const { bootSession } = await import("../run/simulator.ts");
  return createRun(bootSession(world), { reduced: reducedMotion });
}

/** A run as it was saved. Throws where it does not run here as it did. */
export async function savedRun({ run, at }: Kept): Promise<Run> {
  const { loadSession } = await import("../run/simulator.ts");
  return createRun(loadSession(run), { at, reduced: reducedMotion });
}

/** Types the lines of the current branch of a saved run on a fresh machine: what another version of the model can still do. */
export async function retyped({ world, branches, current }: SavedRun): Promise<Run> {
  const run = await freshRun(isChoice(world) ? world : "host");
  for (const { text, tty, open } of branches[current]?.inputs ?? []) {
    if (open) await run.open();
    else await run.type(text, tty, { quiet: true });
  }
  return run;
}

export async function openSandbox(moment: Moment): Promise<Run> {
  const shared = await sharedRun(moment);
  if (shared) return shared;
  const kept = readSandbox();
  const run = await keptRun(kept);
  if (isChoice(moment.world) && moment.world !== run.getState().session.world) {
    if (kept !== null && kept !== "damaged") writeBefore(kept);
    run.dispose();
    return freshRun(moment.world);
  }
  if (moment.branch !== undefined || moment.at !== undefined) goTo(run, moment);
  return run;
}

async function keptRun(kept: Kept | "damaged" | null): Promise<Run> {
  if (kept === null) return freshRun();
  try {
    if (kept !== "damaged") return await savedRun(kept);
  } catch {
    if (kept !== "damaged") writeBefore(kept); // it can still be saved as a file, or typed again
  }
  tell({ kind: "run-damaged" });
  return freshRun();
}

async function sharedRun({ run, branch, at }: Moment): Promise<Run | null> {
  if (run === undefined) return null;
  try {
    const { loadSession } = await import("../run/simulator.ts");
    const session: Session = loadSession(await unpack(run));
    const before = readSandbox();
    if (before !== null && before !== "damaged") writeBefore(before);
    const shared = createRun(session, { at, reduced: reducedMotion });
    goTo(shared, { branch, at });
    tell({ kind: "shared-run" });
    return shared;
  } catch {
    tell({ kind: "link-damaged", fields: ["run"] });
    return null;
  }
}

/** Shows the moment of an address, where the run has it. */
export function goTo(run: Run, { branch, at }: Moment): void {
  const { session } = run.getState();
  const known = branch === undefined || session.branches[branch] !== undefined;
  if (known && branch !== undefined && branch !== session.current) run.switchTo(branch);
  if (!known || (at !== undefined && at > session.length)) tell({ kind: "moment-missing" });
  else if (at !== undefined) run.seek(Math.max(at, session.boot));
}
