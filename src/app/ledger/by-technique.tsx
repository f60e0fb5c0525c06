// The events of the run, priced under several techniques: only the technique differs.

import { useMemo, useRef, useState } from "react";
import { HOST } from "../../kernel/apply.ts";
import type { Profile } from "../../machine/price.ts";
import { PROFILES } from "../../machine/profiles.ts";
import type { Side } from "../../scene/ledger.ts";
import type { TechniqueName } from "../../virt/technique.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRunState } from "../run/run-context.ts";
import { Choice } from "./choice.tsx";
import { CostPicture } from "./cost-picture.tsx";
import { guestIn, type Meter, meterOf, techniqueIn } from "./meter.ts";
import { words } from "./words.ts";

const TECHNIQUES: readonly TechniqueName[] = ["bare", "bt", "xen", "kvm", "kvm-shadow"];

interface Props {
  readonly profile: Profile["name"];
  /** All since boot, not the last command only. */
  readonly whole: boolean;
}

export function ByTechnique({ profile, whole }: Props) {
  const t = usePageWords(words);
  const session = useRunState((state) => state.session);
  const own = techniqueIn(session)(guestIn(session) ?? HOST);
  const [chosen, setChosen] = useState<ReadonlySet<TechniqueName>>(() => new Set(beginWith(own)));
  const sides = useSides(chosen, profile, whole);
  const toggle = (technique: TechniqueName) =>
    setChosen((before) => new Set(TECHNIQUES.filter((one) => before.has(one) !== (one === technique))));
  return (
    <>
      <fieldset className="ledger-choices">
        <legend>{t.techniques}</legend>
        {TECHNIQUES.map((one) => {
          const possible = isPossible(one, profile);
          return (
            <Choice
              key={one}
              name={`${t.names[one]}${one === own ? ` (${t.this})` : ""}`}
              pressed={possible && chosen.has(one)}
              reason={possible ? undefined : t.noVmx}
              onClick={() => toggle(one)}
            />
          );
        })}
      </fieldset>
      <CostPicture sides={sides} />
    </>
  );
}

/** A bare machine is what others are compared with; beside it stands the technique at hand, or one that pretends. */
const beginWith = (own: TechniqueName): readonly TechniqueName[] => (own === "bare" ? ["bare", "kvm"] : ["bare", own]);

/** What a processor without VT-x has no prices for, it cannot do. */
function isPossible(technique: TechniqueName, profile: Profile["name"]): boolean {
  const { ept, vmx } = PROFILES[profile];
  return technique === "kvm" ? ept : technique === "kvm-shadow" ? vmx : true;
}

function useSides(chosen: ReadonlySet<TechniqueName>, profile: Profile["name"], whole: boolean): readonly Side[] {
  const t = usePageWords(words);
  const session = useRunState((state) => state.session);
  const version = useRunState((state) => state.version);
  const at = useRunState((state) => state.at);
  const meters = useRef(new Map<string, Meter>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the line may be another
  return useMemo(() => {
    const inputs = session.branches[session.current]?.inputs ?? [];
    const last = inputs.findLast((input) => input.at < at && input.text !== "")?.at;
    const from = whole || last === undefined ? session.boot : last;
    return TECHNIQUES.filter((one) => chosen.has(one) && isPossible(one, profile)).map((technique) => {
      const key = `${profile} ${technique}`;
      const guest = guestIn(session) ?? HOST;
      const meter = meters.current.get(key) ?? meterOf(session, profile, (id) => (id === guest ? technique : "bare"));
      meters.current.set(key, meter);
      return { key: technique, name: t.names[technique], ledger: meter.ledger(Math.min(from, at), at) };
    });
  }, [session, version, at, chosen, profile, whole, t]);
}
