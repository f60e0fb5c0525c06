import { useId } from "react";
import type { Kind } from "../../machine/cpu/kind.ts";
import { EXPERIMENTS, type Experiment } from "../../virt/explorer/experiments.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

/** "push-seg" is written as people say it: push seg. */
export const nameOf = (kind: Kind): string => kind.replace("-", " ");

const GROUPS: readonly Experiment["group"][] = ["register", "protection", "contrast"];

interface Props {
  readonly insn: Kind;
  readonly choose: (kind: Kind) => void;
}

/** All instructions in their groups, one of them chosen. */
export function InstructionPicker({ insn, choose }: Props) {
  const t = usePageWords(words);
  const name = useId();
  return (
    <fieldset className="instructions-pick">
      <legend className="hidden">{t.pick}</legend>
      {GROUPS.map((group) => {
        const inside = EXPERIMENTS.filter((experiment) => experiment.group === group);
        return (
          // biome-ignore lint/a11y/useSemanticElements: the radio buttons of all groups are one choice
          <div key={group} role="group" aria-labelledby={`${name}-${group}`}>
            <h2 id={`${name}-${group}`}>
              {t.groups[group]} <small>{inside.length}</small>
            </h2>
            <div className="choice-options">
              {inside.map(({ mnemonic }) => (
                <label key={mnemonic} title={t.does[mnemonic]}>
                  <input type="radio" name={name} checked={mnemonic === insn} onChange={() => choose(mnemonic)} />
                  <code>{nameOf(mnemonic)}</code>
                </label>
              ))}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
