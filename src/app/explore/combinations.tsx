// Where the hypervisor sits, and how it pretends a machine: two choices, and what each pair comes to.

import * as v from "valibot";
import type { How, Where } from "../../kernel/machine/board.ts";
import { combination, HOW, MACHINES, WHERE } from "../../virt/where.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Choice } from "./choice.tsx";
import { words } from "./combination-words.ts";
import { useView } from "./use-view.ts";
import "./combinations.css";

const PLACES = WHERE.filter((where) => where !== "none") as readonly Exclude<Where, "none">[];
const WAYS = HOW.filter((how) => how !== "none") as readonly Exclude<How, "none">[];

const ENTRIES = {
  machine: v.picklist(["pc-2003", "pc-2006", "modern"]),
  kernel: v.picklist(["unchanged", "ported"]),
};
const FIRST = { machine: "pc-2003", kernel: "unchanged" } as const;

export function Combinations() {
  const t = usePageWords(words);
  const [view, change] = useView(ENTRIES, FIRST);
  const circumstances = { ...MACHINES[view.machine], guestKernelPorted: view.kernel === "ported" };
  const machines = (["pc-2003", "pc-2006", "modern"] as const).map((value) => ({ value, label: t.machines[value] }));
  const kernels = (["unchanged", "ported"] as const).map((value) => ({ value, label: t.kernels[value] }));
  return (
    <section aria-labelledby="combinations-title">
      <h2 id="combinations-title">{t.title}</h2>
      <p className="explore-note">{t.note}</p>
      <div className="controls">
        <Choice label={t.machine} value={view.machine} options={machines} choose={(machine) => change({ machine })} />
        <Choice label={t.kernel} value={view.kernel} options={kernels} choose={(kernel) => change({ kernel })} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="combinations-scroll" tabIndex={0} aria-label={t.title}>
        <table className="combinations">
          <thead>
            <tr>
              <th scope="col">{t.corner}</th>
              {WAYS.map((how) => (
                <th key={how} scope="col">
                  {t.how[how]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PLACES.map((where) => (
              <tr key={where}>
                <th scope="row">{t.where[where]}</th>
                {WAYS.map((how) => (
                  <Cell key={how} found={combination(where, how, circumstances)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Cell({ found }: { readonly found: ReturnType<typeof combination> }) {
  const t = usePageWords(words);
  if (!found.ok) {
    return (
      <td data-ok={false}>
        <strong>✗</strong> {t.reasons[found.reason]}
      </td>
    );
  }
  return (
    <td data-ok>
      <strong>✓</strong> {found.example ? <span lang="en">{found.example}</span> : t.noExample}
      <small>{t.memory[found.memory]}</small>
    </td>
  );
}
