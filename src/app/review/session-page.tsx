// Cards, one after the other. The address names the card, so that a reload or a link shows the same one.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Undo2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Grade } from "../../learn/review-log.ts";
import { countDue } from "../../learn/schedule.ts";
import { useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { RunContext } from "../run/run-context.ts";
import { Fault } from "../shell/fault.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { tell } from "../view/notices.ts";
import { useView } from "../view/view.ts";
import { type AskedCard, askCard } from "./asked-card.ts";
import { CardBench } from "./card-bench.tsx";
import { CardPanel } from "./card-panel.tsx";
import { Finished } from "./finished.tsx";
import { undoReview, useProgress } from "./progress.ts";
import { DECK, type Next, nextCard, seedOf } from "./queue.ts";
import { useQueue } from "./use-queue.ts";
import { words } from "./words.ts";
import "./session.css";

export function SessionPage() {
  const t = usePageWords(words);
  usePageTitle(t.title);
  const { card, seed } = useSearch({ from: "/review/cards" });
  const navigate = useNavigate();
  const [answered, setAnswered] = useState(0);
  const [skipped, setSkipped] = useState<readonly string[]>([]); // in this session
  const next = useMemo(() => named(card, seed) ?? nextCard(skipped), [card, seed, skipped]);
  const asked = useAsked(next);
  useEffect(() => {
    if (card !== undefined && !named(card, seed)) tell({ kind: "no-such-card", card });
  }, [card, seed]);

  const show = (to: Next | null, replace = false) =>
    navigate({ to: "/review/cards", search: to ? { card: to.card.id, seed: to.seed } : {}, replace });
  const addressed = next !== null && card === next.card.id && seed === next.seed;
  useEffect(() => {
    if (next && !addressed) void show(next, true);
  });

  const goOn = (without = skipped) => {
    setSkipped(without);
    void show(nextCard(without));
  };
  const onGrade = (grade: Grade) => {
    if (!asked?.grade(grade)) return;
    setAnswered((n) => n + 1);
    goOn();
  };
  const onUndo = () => {
    const undone = undoReview();
    if (!undone) return tell({ kind: "nothing-undone" });
    setAnswered((n) => Math.max(0, n - 1));
    tell({ kind: "review-undone" });
    void show(named(undone.card, seedOf(undone.card)));
  };

  return (
    <div className="session">
      <Bar onUndo={onUndo} />
      {next && asked && (
        <OneCard
          key={`${next.card.id} ${next.seed}`}
          asked={asked}
          onGrade={onGrade}
          onSkip={() => goOn([...skipped, next.card.id])}
        />
      )}
      {!next && <Finished answered={answered} />}
    </div>
  );
}

interface CardProps {
  readonly asked: AskedCard;
  readonly onGrade: (grade: Grade) => void;
  readonly onSkip: () => void;
}

/** The words of a card at the left, what it is about at the right. */
function OneCard(props: CardProps) {
  const t = usePageWords(words);
  const run = useStore(props.asked, (state) => state.run);
  return (
    <RunContext value={run}>
      <div className="session-card">
        <Fault name={t.title}>
          <CardPanel {...props} />
        </Fault>
      </div>
      <CardBench asked={props.asked} />
    </RunContext>
  );
}

/** The card that an address names; null where there is none of that name. */
function named(id: string | undefined, seed: number | undefined): Next | null {
  const card = DECK.find((one) => one.id === id);
  return card ? { card, seed: seed ?? seedOf(card.id) } : null;
}

/** The card on the page, examined anew whenever it is another one. */
function useAsked(next: Next | null): AskedCard | null {
  const [asked, setAsked] = useState<AskedCard | null>(null);
  const id = next?.card.id;
  const seed = next?.seed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a card is the same while its name and its seed are
  useEffect(() => {
    useView.getState().reset();
    const one = next && askCard(next);
    setAsked(one);
    return () => one?.dispose();
  }, [id, seed]);
  return asked?.next.card.id === id && asked?.next.seed === seed ? asked : null;
}

function Bar({ onUndo }: { readonly onUndo: () => void }) {
  const t = usePageWords(words);
  const { nav } = useMessages();
  const log = useProgress((progress) => progress.log);
  const left = countDue(useQueue());
  return (
    <header className="session-bar">
      <Link to="/review" className="link-button" aria-label={t.back}>
        <ArrowLeft aria-hidden size={16} />
        {nav.review}
      </Link>
      <p>{t.left(left)}</p>
      <button type="button" className="small-button" aria-disabled={log.length === 0} onClick={onUndo}>
        <Undo2 aria-hidden size={15} />
        {t.undo}
      </button>
    </header>
  );
}
