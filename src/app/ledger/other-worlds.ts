// The commands of this run in other worlds: booted and typed again in slices, so that the page answers meanwhile.

import { useEffect, useMemo, useState } from "react";
import type { Profile } from "../../machine/price.ts";
import { commandsOf, rerunIn, typeAgain } from "../../timeline/rerun.ts";
import type { Session } from "../../timeline/session.ts";

/** Worlds in which the same commands can be typed, by name: see timeline/session.ts. */
export const OTHER_WORLDS = ["bare", "vmware-2003", "xen", "kvm"] as const;
export type OtherWorld = (typeof OTHER_WORLDS)[number];

export interface Outcome {
  readonly world: OtherWorld;
  readonly session: Session;
  /** Positions: the first prompt, and where the last command came. */
  readonly begin: number;
  readonly last: number;
}

const SLICE = 2_000; // events
const MOST = 12; // commands that are typed again; the last ones

/** The outcomes so far, and the world that is being computed; `commands` is what is typed. */
export function useOtherWorlds(
  worlds: ReadonlySet<OtherWorld>,
  commands: readonly string[],
  profile: Profile["name"],
): { readonly outcomes: readonly Outcome[]; readonly working: OtherWorld | null; readonly failed: string | null } {
  const [kept, setKept] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [working, setWorking] = useState<OtherWorld | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const typed = `${profile} ${commands.join("")}`;
  const missing = OTHER_WORLDS.find((world) => worlds.has(world) && !kept.has(`${world} ${typed}`));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the commands
  useEffect(() => {
    if (missing === undefined || failed !== null) return setWorking(null);
    let gone = false;
    setWorking(missing);
    compute(missing, profile, commands, () => gone).then(
      (outcome) => outcome && setKept((before) => new Map(before).set(`${missing} ${typed}`, outcome)),
      (error) => !gone && setFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
    };
  }, [missing, typed, failed]);

  const outcomes = useMemo(
    () => OTHER_WORLDS.flatMap((world) => (worlds.has(world) ? (kept.get(`${world} ${typed}`) ?? []) : [])),
    [worlds, kept, typed],
  );
  return { outcomes, working, failed };
}

async function compute(
  world: OtherWorld,
  profile: Profile["name"],
  commands: readonly string[],
  gone: () => boolean,
): Promise<Outcome | null> {
  await pause();
  if (gone()) return null;
  const rerun = rerunIn(`${world}:${profile}`);
  const { session } = rerun;
  const begin = session.length;
  let last = begin;
  for (const command of commands) {
    last = typeAgain(rerun, command);
    while (session.run(SLICE) === "more") {
      await pause();
      if (gone()) return null;
    }
  }
  return { world, session, begin, last };
}

/** The commands of the current branch, up to where the cursor stands. */
export function commandsUpTo(session: Session, at: number): readonly string[] {
  const inputs = session.branches[session.current]?.inputs ?? [];
  return commandsOf(inputs.filter((input) => input.at < at)).slice(-MOST);
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 16));
