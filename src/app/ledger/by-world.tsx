// The commands of the run typed again in other worlds: what each cost there, and how its house stands at the end.

import { useEffect, useMemo, useRef, useState } from "react";
import { drawPicture } from "../../draw/picture.ts";
import type { Profile } from "../../machine/price.ts";
import { PROFILES } from "../../machine/profiles.ts";
import { house } from "../../scene/house.ts";
import type { Side } from "../../scene/ledger.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useRunState } from "../run/run-context.ts";
import { useSize } from "../stage/use-size.ts";
import { Choice } from "./choice.tsx";
import { CostPicture } from "./cost-picture.tsx";
import { commandsUpTo, OTHER_WORLDS, type OtherWorld, type Outcome, useOtherWorlds } from "./other-worlds.ts";
import { words } from "./words.ts";

interface Props {
  readonly profile: Profile["name"];
  readonly whole: boolean;
}

export function ByWorld({ profile, whole }: Props) {
  const t = usePageWords(words);
  const session = useRunState((state) => state.session);
  const at = useRunState((state) => state.at);
  const [chosen, setChosen] = useState<ReadonlySet<OtherWorld>>(() => new Set(["bare", "kvm"]));
  const commands = useMemo(() => commandsUpTo(session, at), [session, at]);
  const asked = useMemo(
    () => new Set(OTHER_WORLDS.filter((one) => commands.length > 0 && chosen.has(one) && isPossible(one, profile))),
    [commands, chosen, profile],
  );
  const { outcomes, working, failed } = useOtherWorlds(asked, commands, profile);
  const sides = useSides(outcomes, whole);
  const toggle = (world: OtherWorld) =>
    setChosen((before) => new Set(OTHER_WORLDS.filter((one) => before.has(one) !== (one === world))));

  return (
    <>
      <fieldset className="ledger-choices">
        <legend>{t.worldsLegend}</legend>
        {OTHER_WORLDS.map((one) => (
          <Choice
            key={one}
            name={t.worlds[one]}
            pressed={chosen.has(one) && isPossible(one, profile)}
            reason={isPossible(one, profile) ? undefined : t.noVmx}
            onClick={() => toggle(one)}
          />
        ))}
      </fieldset>
      <p className="ledger-intro" role="status">
        {failed ??
          (commands.length === 0 ? t.noCommands : working ? t.computing(t.worlds[working]) : t.typed(commands.length))}
      </p>
      {sides.length > 0 && <CostPicture sides={sides} />}
      <div className="ledger-houses">
        {outcomes.map((outcome) => (
          <House key={`${outcome.world} ${profile}`} outcome={outcome} />
        ))}
      </div>
    </>
  );
}

const isPossible = (world: OtherWorld, profile: Profile["name"]): boolean => world !== "kvm" || PROFILES[profile].vmx;

function useSides(outcomes: readonly Outcome[], whole: boolean): readonly Side[] {
  const t = usePageWords(words);
  return useMemo(
    () =>
      outcomes.flatMap(({ world, session, begin, last }) => {
        const ledger = session.ledger(whole ? begin : last, session.length);
        return ledger ? [{ key: world, name: t.worlds[world], ledger }] : [];
      }),
    [outcomes, whole, t],
  );
}

const HEIGHT = 360; // px

function House({ outcome: { world, session } }: { readonly outcome: Outcome }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const box = useRef<HTMLElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  useEffect(() => {
    if (!svg.current || width === 0) return;
    const view = { width: Math.max(width, 360), height: HEIGHT, words: WORDS[language] };
    drawPicture(svg.current, house(session.at(session.length), view));
  }, [session, width, language]);
  return (
    <figure ref={box}>
      <figcaption>{t.worlds[world]}</figcaption>
      <svg ref={svg} className="ledger-picture" />
    </figure>
  );
}
