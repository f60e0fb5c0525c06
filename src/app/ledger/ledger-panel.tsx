// What the work cost: of the last command or of the whole line, under the technique at hand and others beside it.

import { X } from "lucide-react";
import { useState } from "react";
import type { Profile } from "../../machine/price.ts";
import { useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRunState } from "../run/run-context.ts";
import { useView } from "../view/view.ts";
import { ByTechnique } from "./by-technique.tsx";
import { ByWorld } from "./by-world.tsx";
import { Choice } from "./choice.tsx";
import { profileOf } from "./meter.ts";
import { words } from "./words.ts";
import "./ledger.css";

export function LedgerPanel() {
  const t = usePageWords(words);
  const { close } = useMessages();
  const openLedger = useView((view) => view.openLedger);
  const session = useRunState((state) => state.session);
  const [elsewhere, setElsewhere] = useState(false);
  const [whole, setWhole] = useState(false);
  const [profile, setProfile] = useState<Profile["name"]>(() => profileOf(session));
  const Sides = elsewhere ? ByWorld : ByTechnique;
  return (
    <section
      className="ledger"
      aria-label={t.title}
      onKeyDown={({ key }) => {
        if (key === "Escape") openLedger(false);
      }}
    >
      <header>
        <h2>{t.title}</h2>
        <button type="button" className="icon-button" aria-label={close} onClick={() => openLedger(false)}>
          <X aria-hidden size={18} />
        </button>
      </header>
      <p className="ledger-intro">{elsewhere ? t.introWorlds : t.intro}</p>
      <div className="ledger-choice">
        <fieldset className="ledger-choices">
          <legend>{t.compare}</legend>
          <Choice name={t.sameEvents} pressed={!elsewhere} onClick={() => setElsewhere(false)} />
          <Choice name={t.sameCommands} pressed={elsewhere} onClick={() => setElsewhere(true)} />
        </fieldset>
        <fieldset className="ledger-choices">
          <legend>{t.stretch}</legend>
          <Choice name={t.last} pressed={!whole} onClick={() => setWhole(false)} />
          <Choice name={t.whole} pressed={whole} onClick={() => setWhole(true)} />
        </fieldset>
        <fieldset className="ledger-choices">
          <legend>{t.machine}</legend>
          {(["modern", "2003"] as const).map((one) => (
            <Choice key={one} name={t.profiles[one]} pressed={profile === one} onClick={() => setProfile(one)} />
          ))}
        </fieldset>
      </div>
      <Sides profile={profile} whole={whole} />
    </section>
  );
}
