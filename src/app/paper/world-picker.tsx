import { type FactSource, MEASURED_WORLDS, type MeasuredWorld } from "../../learn/facts.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly source: FactSource;
  readonly shown: ReadonlySet<MeasuredWorld>;
  readonly choose: (worlds: readonly MeasuredWorld[]) => void;
}

/** Which worlds have dots in the plot, with their shapes; at least one stays. */
export function WorldPicker({ source, shown, choose }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const toggle = (world: MeasuredWorld) => {
    const next = MEASURED_WORLDS.filter((one) => (one === world ? !shown.has(one) : shown.has(one)));
    if (next.length > 0) choose(next);
  };
  return (
    <fieldset className="choice">
      <legend>{t.worlds}</legend>
      <div className="paper-worlds">
        {source.systems.map(({ id, world, name }) =>
          world === undefined ? null : (
            <label key={id}>
              <input type="checkbox" checked={shown.has(world)} onChange={() => toggle(world)} />
              <span className="paper-shape" data-shape={world} aria-hidden="true" />
              {name[language]}
            </label>
          ),
        )}
      </div>
    </fieldset>
  );
}
