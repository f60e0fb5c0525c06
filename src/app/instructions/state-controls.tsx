import type { Kind } from "../../machine/cpu/kind.ts";
import { type Case, experimentOn } from "../../virt/explorer/experiments.ts";
import { Choice } from "../explore/choice.tsx";
import { usePageWords } from "../i18n/page-words.ts";
import type { View } from "./instructions-page.tsx";
import { words } from "./words.ts";

interface Props {
  readonly view: View;
  readonly kind: Kind;
  readonly chosen: Case;
  readonly change: (part: Partial<View>) => void;
  readonly reset: () => void;
}

/** Which case of the experiment is run, and what the guest's processor is like before. */
export function StateControls({ view, kind, chosen, change, reset }: Props) {
  const t = usePageWords(words);
  const { cases } = experimentOn(kind);
  const again = (part: Partial<View>) => change({ ...part, open: false }); // another state, another prediction
  const bit = [
    { value: "", label: t.asTold },
    { value: "on", label: "1" },
    { value: "off", label: "0" },
  ] as const;
  const changed = view.if !== "" || view.ts !== "" || view.iopl >= 0 || view.gdt !== "" || view.umip;
  return (
    <>
      {cases.length > 1 && (
        <div className="controls">
          <Choice
            label={t.case}
            value={chosen.id}
            options={cases.map(({ id }) => ({ value: id, label: t.cases[id] ?? id }))}
            choose={(id) => again({ case: id })}
          />
        </div>
      )}
      <details className="instructions-state" open={changed}>
        <summary>{t.state}</summary>
        <div className="controls">
          <Choice label={t.fields.if} value={view.if} options={bit} choose={(value) => again({ if: value })} />
          <Choice
            label={t.fields.iopl}
            value={view.iopl}
            options={[
              { value: -1, label: t.asTold },
              ...[0, 1, 2, 3].map((value) => ({ value, label: String(value) })),
            ]}
            choose={(value) => again({ iopl: value as View["iopl"] })}
          />
          <Choice label={t.fields.ts} value={view.ts} options={bit} choose={(value) => again({ ts: value })} />
          <Choice
            label={t.fields.gdt}
            value={view.gdt}
            options={[
              { value: "", label: t.gdt.low },
              { value: "high", label: t.gdt.high },
            ]}
            choose={(value) => again({ gdt: value as View["gdt"] })}
          />
          <Choice
            label={t.umip}
            value={view.umip ? "umip" : "old"}
            options={(["old", "umip"] as const).map((value) => ({ value, label: t.umipChoices[value] }))}
            choose={(value) => again({ umip: value === "umip" })}
          />
          {changed && (
            <button type="button" className="button" onClick={reset}>
              {t.reset}
            </button>
          )}
        </div>
      </details>
    </>
  );
}
