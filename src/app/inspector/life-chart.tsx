// The machine that moves this process, drawn from its definition with the state it is in.

import { useEffect, useRef } from "react";
import { drawPicture } from "../../draw/picture.ts";
import { HOST } from "../../kernel/apply.ts";
import { get } from "../../kernel/table.ts";
import { taskMachine } from "../../kernel/task/life.ts";
import type { Pid } from "../../kernel/task/task.ts";
import type { MachineId, World } from "../../kernel/world.ts";
import { lifeChart } from "../../scene/life-chart.ts";
import { WORDS } from "../../scene/words.ts";
import type { Session } from "../../timeline/session.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useRunState } from "../run/run-context.ts";
import { useSize } from "../stage/use-size.ts";

const SEARCHED = 3000; // events back

interface LifeProps {
  readonly world: World;
  readonly machine: MachineId;
  readonly pid: number;
}

export function LifeChart({ world, machine, pid }: LifeProps) {
  const { inspector: words } = useMessages();
  const language = useLanguage();
  const session = useRunState((state) => state.session);
  const at = useRunState((state) => state.at);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  const kernel = world.machines[machine]?.kernel;
  const state = kernel && get(kernel.tasks, pid as Pid)?.state;

  useEffect(() => {
    if (!svg.current || width === 0 || !state) return;
    const { states } = WORDS[language];
    const nameOf = (name: string) => states[name as keyof typeof states] ?? name;
    const last = lastMove(session, at, machine, pid);
    drawPicture(svg.current, lifeChart(taskMachine, { width, title: words.life, active: state, nameOf, last }));
  }, [width, state, language, words, session, at, machine, pid]);

  return (
    <section aria-label={words.life}>
      <h3>{words.life}</h3>
      <div ref={box}>
        <svg ref={svg} className="life-chart" />
      </div>
    </section>
  );
}

/** The event of the machine that brought the process into its state; undefined when it lies far back. */
function lastMove(session: Session, at: number, machine: MachineId, pid: number): string | undefined {
  for (let n = at; n > Math.max(0, at - SEARCHED); n--) {
    const event = session.event(n);
    if (!event || (event.on ?? HOST) !== machine) continue;
    if ("pid" in event && event.pid === pid && MOVES.has(event.type)) return event.type;
  }
  return undefined;
}

const MOVES: ReadonlySet<string> = new Set(
  Object.values(taskMachine.config.states ?? {}).flatMap(({ on }) => Object.keys(on ?? {})),
);
