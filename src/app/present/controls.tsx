import { Link } from "@tanstack/react-router";
import {
  ArrowLeft,
  ArrowRight,
  CircleHelp,
  Grid3x3,
  LogOut,
  type LucideIcon,
  Maximize,
  MonitorOff,
  Presentation,
  SquareTerminal,
} from "lucide-react";
import { usePageWords } from "../i18n/page-words.ts";
import { useTalk, useTalkState } from "./talk-context.ts";
import type { TalkActs } from "./talk-keys.ts";
import { words } from "./words.ts";

/** Everything that the keys do, for a hand. */
export function Controls({ acts, terminalOpen }: { readonly acts: TalkActs; readonly terminalOpen: boolean }) {
  const { controls: t } = usePageWords(words);
  const talk = useTalk();
  const screen = useTalkState(({ life }) => life.screen);
  return (
    <nav className="talk-controls" aria-label={t.label}>
      <Control name={t.back} Icon={ArrowLeft} act={talk.back} />
      <Control name={t.on} Icon={ArrowRight} act={talk.on} />
      <Control name={t.terminal} Icon={SquareTerminal} act={acts.terminal} pressed={terminalOpen} />
      <Control name={t.black} Icon={MonitorOff} act={() => talk.cover("black")} pressed={screen === "black"} />
      <Control name={t.overview} Icon={Grid3x3} act={() => talk.cover("overview")} pressed={screen === "overview"} />
      <Control name={t.speaker} Icon={Presentation} act={acts.speaker} />
      <Control name={t.full} Icon={Maximize} act={acts.full} />
      <Control name={t.help} Icon={CircleHelp} act={acts.help} />
      <Link to="/present" className="icon-button" aria-label={t.leave} title={t.leave}>
        <LogOut aria-hidden size={20} />
      </Link>
    </nav>
  );
}

interface ControlProps {
  readonly name: string;
  readonly Icon: LucideIcon;
  readonly act: () => void;
  readonly pressed?: boolean;
}

function Control({ name, Icon, act, pressed }: ControlProps) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} aria-pressed={pressed} onClick={act}>
      <Icon aria-hidden size={20} />
    </button>
  );
}
