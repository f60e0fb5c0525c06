import { useCallback, useMemo } from "react";
import type { Kind } from "../../machine/cpu/kind.ts";
import { INSTRUCTION_WORDS } from "../../scene/instruction-words.ts";
import { type SetMember, setDiagram } from "../../scene/set-diagram.ts";
import { theorem } from "../../virt/explorer/classify.ts";
import { EXPERIMENTS } from "../../virt/explorer/experiments.ts";
import { run, WAYS } from "../../virt/explorer/explore.ts";
import { Choice } from "../explore/choice.tsx";
import { Figure } from "../explore/figure.tsx";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { nameOf } from "./instruction-picker.tsx";
import type { View } from "./instructions-page.tsx";
import { words } from "./words.ts";

interface Props {
  readonly way: View["way"];
  readonly umip: boolean;
  readonly insn: Kind;
  readonly change: (part: Partial<View>) => void;
  readonly choose: (kind: Kind) => void;
}

/** Sensitive and privileged instructions as two sets, found by running each; what the chosen way gets wrong is marked. */
export function Sets({ way, umip, insn, change, choose }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const said = INSTRUCTION_WORDS[language];
  const found = useMemo(() => theorem(way, { umip }), [way, umip]);
  const { sensitive, privileged, wrong, premise } = found;
  const make = useCallback(
    (width: number) => {
      const member = (kind: Kind): SetMember => ({
        ...{
          key: kind,
          label: nameOf(kind),
          title: t.member(nameOf(kind), said.verdicts[run(kind, way, { umip }).verdict]),
        },
        data: { wrong: wrong.includes(kind), chosen: kind === insn },
      });
      const all = EXPERIMENTS.map(({ mnemonic }) => mnemonic);
      const is = (set: readonly Kind[]) => (kind: Kind) => set.includes(kind);
      const only = all.filter((kind) => is(sensitive)(kind) && !is(privileged)(kind));
      const both = all.filter((kind) => is(sensitive)(kind) && is(privileged)(kind));
      const right = all.filter((kind) => !is(sensitive)(kind) && is(privileged)(kind));
      const neither = all.filter((kind) => !is(sensitive)(kind) && !is(privileged)(kind));
      return setDiagram(
        {
          left: t.sensitive(sensitive.length),
          right: t.privileged(privileged.length),
          outside: t.innocuous(neither.length),
          onlyLeft: only.map(member),
          both: both.map(member),
          onlyRight: right.map(member),
          neither: neither.map(member),
        },
        { width, title: t.setsTitle(only.length, both.length, right.length) },
      );
    },
    [sensitive, privileged, wrong, insn, way, umip, t, said],
  );
  const listed = EXPERIMENTS.filter(({ group }) => group !== "contrast").map(({ mnemonic }) => mnemonic);
  const beside = found.violators.filter((kind) => !listed.includes(kind));
  return (
    <>
      <div className="controls">
        <Choice
          label={t.way}
          value={way}
          options={WAYS.map((value) => ({ value, label: said.ways[value] }))}
          choose={(value) => change({ way: value })}
        />
        <Choice
          label={t.umip}
          value={umip ? "umip" : "old"}
          options={(["old", "umip"] as const).map((value) => ({ value, label: t.umipChoices[value] }))}
          choose={(value) => change({ umip: value === "umip" })}
        />
      </div>
      <Figure
        make={make}
        moves
        choose={(key) => {
          const kind = EXPERIMENTS.find(({ mnemonic }) => key === `member:${mnemonic}`);
          if (kind) choose(kind.mnemonic);
        }}
      />
      <p role="status">
        <strong>{t.premise[premise ? "true" : "false"]}</strong>{" "}
        {premise ? t.outcomeAfter(wrong.length) : t.outcome(wrong.length)}{" "}
        {beside.length === 1 && beside[0] === "iret" && t.beside}
      </p>
    </>
  );
}
