// What the work cost: of the last command or of the whole line, under the technique at hand and others beside it.

import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { drawLedger } from "../../draw/ledger.ts";
import { HOST } from "../../kernel/apply.ts";
import type { Profile } from "../../machine/price.ts";
import { PROFILES } from "../../machine/profiles.ts";
import { describeLedger, ledger, type Side } from "../../scene/ledger.ts";
import type { TechniqueName } from "../../virt/technique.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRunState } from "../run/run-context.ts";
import { useSize } from "../stage/use-size.ts";
import { useView } from "../view/view.ts";
import { LedgerTable } from "./ledger-table.tsx";
import { guestIn, type Meter, meterOf, techniqueIn } from "./meter.ts";
import { words } from "./words.ts";
import "./ledger.css";

const TECHNIQUES: readonly TechniqueName[] = ["bare", "bt", "xen", "kvm", "kvm-shadow"];

export function LedgerPanel() {
  const t = usePageWords(words);
  const { close } = useMessages();
  const openLedger = useView((view) => view.openLedger);
  const [whole, setWhole] = useState(false);
  const [profile, setProfile] = useState<Profile["name"]>("modern");
  const session = useRunState((state) => state.session);
  const own = techniqueIn(session)(guestIn(session) ?? HOST);
  const [chosen, setChosen] = useState<ReadonlySet<TechniqueName>>(() => new Set(beginWith(own)));
  const sides = useSides(chosen, profile, whole);
  const toggle = (technique: TechniqueName) =>
    setChosen((before) => new Set(TECHNIQUES.filter((one) => before.has(one) !== (one === technique))));

  return (
    <section className="ledger" aria-label={t.title}>
      <header>
        <h2>{t.title}</h2>
        <button type="button" className="icon-button" aria-label={close} onClick={() => openLedger(false)}>
          <X aria-hidden size={18} />
        </button>
      </header>
      <p className="ledger-intro">{t.intro}</p>
      <div className="ledger-choice">
        <fieldset>
          <legend>{t.stretch}</legend>
          <Choice name={t.last} pressed={!whole} onClick={() => setWhole(false)} />
          <Choice name={t.whole} pressed={whole} onClick={() => setWhole(true)} />
        </fieldset>
        <fieldset>
          <legend>{t.machine}</legend>
          {(["modern", "2003"] as const).map((one) => (
            <Choice key={one} name={t.profiles[one]} pressed={profile === one} onClick={() => setProfile(one)} />
          ))}
        </fieldset>
        <fieldset>
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
      </div>
      <Picture sides={sides} />
      <ul className="ledger-legend">
        <li data-look="work">{t.legend.work}</li>
        <li data-look="price">{t.legend.price}</li>
        <li data-look="unmeasured">{t.legend.unmeasured}</li>
      </ul>
      <LedgerTable sides={sides} />
    </section>
  );
}

/** A bare machine is what others are compared with; beside it stands the technique at hand, or one that pretends. */
const beginWith = (own: TechniqueName): readonly TechniqueName[] => (own === "bare" ? ["bare", "kvm"] : ["bare", own]);

/** What a processor without VT-x has no prices for, it cannot do. */
function isPossible(technique: TechniqueName, profile: Profile["name"]): boolean {
  const { ept, vmx } = PROFILES[profile];
  return technique === "kvm" ? ept : technique === "kvm-shadow" ? vmx : true;
}

interface ChoiceProps {
  readonly name: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
  /** Why it cannot be chosen. */
  readonly reason?: string | undefined;
}

function Choice({ name, pressed, onClick, reason }: ChoiceProps) {
  return (
    <button
      type="button"
      className="small-button"
      aria-pressed={pressed}
      aria-disabled={reason !== undefined}
      title={reason}
      onClick={() => reason === undefined && onClick()}
    >
      {name}
      {reason !== undefined && <span className="hidden">: {reason}</span>}
    </button>
  );
}

/** The events of the stretch, priced under each technique: the same events, so that only the technique differs. */
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
      const meter = meters.current.get(key) ?? meterOf(session, profile, () => technique);
      meters.current.set(key, meter);
      return { key: technique, name: t.names[technique], ledger: meter.ledger(Math.min(from, at), at) };
    });
  }, [session, version, at, chosen, profile, whole, t]);
}

function Picture({ sides }: { readonly sides: readonly Side[] }) {
  const lang = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  useEffect(() => {
    if (svg.current && width > 0) drawLedger(svg.current, ledger(sides, { width, lang }));
  }, [sides, width, lang]);
  return (
    <div ref={box}>
      <svg ref={svg} className="ledger-picture" role="img" aria-label={describeLedger(sides, lang)} />
      <p className="hidden" role="status">
        {describeLedger(sides, lang)}
      </p>
    </div>
  );
}
