// What the selected thing is made of, and why it is here.

import { X } from "lucide-react";
import { HOST } from "../../kernel/apply.ts";
import type { MachineId, World } from "../../kernel/world.ts";
import { type Facts, inspect, type Row } from "../../scene/inspector.ts";
import { keyParts } from "../../scene/machine-key.ts";
import { isGuest } from "../../scene/machines.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useRunState, useWorld } from "../run/run-context.ts";
import { useView } from "../view/view.ts";
import { LifeChart } from "./life-chart.tsx";
import { TrapChart } from "./trap-chart.tsx";
import { Why } from "./why.tsx";
import "./inspector.css";

export function Inspector() {
  const { inspector: words, close } = useMessages();
  const selected = useView((view) => view.selected);
  const openInspector = useView((view) => view.openInspector);
  return (
    <section className="inspector" aria-label={words.label}>
      <header>
        <h2>{words.label}</h2>
        <button type="button" className="icon-button wide-only" aria-label={close} onClick={() => openInspector(false)}>
          <X aria-hidden size={18} />
        </button>
      </header>
      {selected === null ? <p className="inspector-hint">{words.nothing}</p> : <Selected selected={selected} />}
    </section>
  );
}

function Selected({ selected }: { readonly selected: string }) {
  const { inspector: words } = useMessages();
  const language = useLanguage();
  const world = useWorld();
  const at = useRunState((state) => state.at);
  const facts = inspect(world, selected, WORDS[language]);
  if (!facts) return <p className="inspector-hint">{words.gone}</p>;
  const { machine, key } = keyParts(facts.key);
  const pid = facts.kind === "task" ? Number(/\d+/.exec(key)?.[0]) : null;
  const guest = guestFor(world, facts);
  return (
    <>
      <h3 className="inspector-title">{facts.title}</h3>
      <FactList facts={facts} />
      {facts.kind === "machine" && key === "house" && <EnterButton machine={machine} />}
      {guest !== null && <TrapChart machine={guest} />}
      {pid !== null && <LifeChart world={world} machine={machine} pid={pid} />}
      {pid !== null && machine === HOST && <Why pid={pid} at={at} />}
    </>
  );
}

/** The guest whose way out is part of what is chosen: a house, its virtual processor, or what pretends it. */
function guestFor(world: World, { key, kind, rows }: Facts): MachineId | null {
  const parts = keyParts(key);
  const machine = world.machines[parts.machine];
  const vcpu = parts.key.startsWith("cpu:") || parts.key.startsWith("hardware");
  if (machine && isGuest(machine) && (kind === "machine" || vcpu || kind === "hypervisor")) return machine.id;
  const first = kind === "hypervisor" ? rows.find((row) => row.key?.endsWith("house"))?.key : undefined;
  return first === undefined ? null : keyParts(first).machine;
}

function EnterButton({ machine }: { readonly machine: MachineId }) {
  const { inspector: words } = useMessages();
  const { level, front, zoomTo } = useView();
  const inside = level === "inside" && front === machine;
  return (
    <button type="button" className="button" onClick={() => zoomTo(inside ? "world" : "inside", machine)}>
      {inside ? words.leave : words.enter}
    </button>
  );
}

function FactList({ facts }: { readonly facts: Facts }) {
  return (
    <dl className="facts">
      {facts.rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of one thing keep their order; labels repeat
        <div key={i} data-ns={row.ns}>
          <dt>{facts.rows[i - 1]?.label === row.label ? "" : row.label}</dt>
          <dd data-mono={row.mono}>
            <Value row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A value that names another thing leads to it. */
function Value({ row: { key, value } }: { readonly row: Row }) {
  const select = useView((view) => view.select);
  if (key === undefined) return value;
  return (
    <button type="button" className="link-button" onClick={() => select(key)}>
      {value}
    </button>
  );
}
