// Where one is in a world of several machines, from far to near: all of them, the house, one of them from inside, and what
// is chosen there. Each word leads to its level.

import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { HOST } from "../../kernel/apply.ts";
import type { World } from "../../kernel/world.ts";
import { callOf } from "../../scene/changes.ts";
import { isCompound } from "../../scene/compound.ts";
import { inspect } from "../../scene/inspector.ts";
import { keyOn, keyParts } from "../../scene/machine-key.ts";
import { domainsOf, groundOf, guestsOf, machineName, machinesOf } from "../../scene/machines.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useRunState, useWorld } from "../run/run-context.ts";
import { type Level, useView } from "../view/view.ts";
import { stepBefore } from "./caption.ts";

export function Whereabouts() {
  const world = useWorld();
  return isCompound(world) ? <Crumbs world={world} /> : null;
}

function Crumbs({ world }: { readonly world: World }) {
  const { stage } = useMessages();
  const language = useLanguage();
  const { level, front, selected, zoomTo, select } = useView();
  const words = WORDS[language];
  const near = nearest(world, front);
  const thing = selected === null ? null : inspect(world, selected, words);
  const inThing = selected !== null && !/(^|\|)(house|kernel)$/.test(selected);
  const call = useCallOf(selected);
  const ground = groundOf(world);
  const bottom = domainsOf(world).length > 0 ? "Xen" : ground ? machineName(ground) : words.host;

  const crumbs: { readonly key: string; readonly node: ReactNode }[] = [
    {
      key: "fleet",
      node: <LevelButton level="fleet" now={level} name={words.machines.machines(machinesOf(world).length)} />,
    },
    { key: "world", node: <LevelButton level="world" now={level} name={bottom} /> },
  ];
  if (near) {
    const open = () => {
      zoomTo("inside", near.id);
      select(keyOn(near.id, near.id === HOST ? "kernel" : "house"));
    };
    const name = stage.inside(machineName(near));
    crumbs.push({ key: "inside", node: <CrumbButton pressed={level === "inside"} name={name} onClick={open} /> });
  }
  if (thing && inThing) crumbs.push({ key: "thing", node: <span className="crumb">{thing.title}</span> });
  if (thing && call) crumbs.push({ key: "call", node: <span className="crumb mono">{call}()</span> });
  return (
    <nav className="whereabouts" aria-label={stage.where}>
      {crumbs.map(({ key, node }, i) => (
        <Fragment key={key}>
          {i > 0 && <ChevronRight aria-hidden size={13} />}
          {node}
        </Fragment>
      ))}
    </nav>
  );
}

/** The machine that one can step into: the one in front, else the first guest that runs. */
function nearest(world: World, front: string | null) {
  const guests = [...domainsOf(world), ...machinesOf(world).flatMap(({ id }) => guestsOf(world, id))];
  const running = guests.filter(({ state }) => state === "running");
  return guests.find(({ id }) => id === front) ?? running.find(({ id }) => id !== HOST) ?? running[0];
}

/** The call that the step shown is, when the chosen process makes it. */
function useCallOf(selected: string | null): string | null {
  const session = useRunState((state) => state.session);
  const steps = useRunState((state) => state.steps);
  const at = useRunState((state) => state.at);
  if (selected === null) return null;
  const { machine, key } = keyParts(selected);
  const { from, to } = stepBefore(steps, at);
  const events = Array.from({ length: Math.min(to - from, 40) }, (_, i) => session.event(from + 1 + i));
  const call = callOf(events.filter((event) => event !== null));
  return call && (call.on ?? HOST) === machine && key === `task:${call.pid}` ? call.call : null;
}

function LevelButton({ level, now, name }: { readonly level: Level; readonly now: Level; readonly name: string }) {
  const zoomTo = useView((view) => view.zoomTo);
  return <CrumbButton pressed={level === now} name={name} onClick={() => zoomTo(level)} />;
}

interface CrumbProps {
  readonly pressed: boolean;
  readonly name: string;
  readonly onClick: () => void;
}

function CrumbButton({ pressed, name, onClick }: CrumbProps) {
  return (
    <button type="button" className="crumb" aria-pressed={pressed} onClick={onClick}>
      {name}
    </button>
  );
}
