// The four forms of an answer. Each holds what the reader has answered so far, and hands it on when it is complete.

import { useEffect, useState } from "react";
import type { Card, ChooseCard, OrderCard } from "../../learn/card.ts";
import { shuffled } from "../../learn/dice.ts";
import type { Reply } from "../../learn/examine.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Phrase } from "../lesson/prose.tsx";
import { useView } from "../view/view.ts";
import type { AskedCard } from "./asked-card.ts";
import { useThingName } from "./thing-name.ts";
import { words } from "./words.ts";

interface Props<C extends Card> {
  readonly card: C;
  readonly name: string;
  readonly onReply: (reply: Reply | null) => void;
}

export function ReplyForm({ asked, card, ...rest }: Omit<Props<Card>, "name"> & { readonly asked: AskedCard }) {
  const name = `reply-${card.id}-${asked.next.seed}`;
  if (card.form === "choose") return <Choose card={card} name={name} {...rest} />;
  if (card.form === "type") return <Type name={name} onReply={rest.onReply} />;
  if (card.form === "point") return <Point onReply={rest.onReply} />;
  return <Order card={card} seed={asked.next.seed} onReply={rest.onReply} />;
}

function Choose({ card: { choices }, name, onReply }: Props<ChooseCard>) {
  const language = useLanguage();
  const [choice, setChoice] = useState<number | null>(null);
  return choices.map(({ text }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the choices keep their order
    <label key={i} className="choice">
      <input
        type="radio"
        name={name}
        checked={choice === i}
        onChange={() => {
          setChoice(i);
          onReply({ form: "choose", choice: i });
        }}
      />
      <span>
        <Phrase words={text[language]} />
      </span>
    </label>
  ));
}

function Type({ name, onReply }: Pick<Props<Card>, "name" | "onReply">) {
  const t = usePageWords(words);
  return (
    <p className="reply-type">
      <label htmlFor={name}>
        {t.typeLabel} <span className="reply-hint">{t.typeHint}</span>
      </label>
      <input
        id={name}
        type="text"
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onChange={({ target: { value } }) => onReply(value.trim() === "" ? null : { form: "type", text: value })}
      />
    </p>
  );
}

/** What is selected on the stage is the answer. */
function Point({ onReply }: Pick<Props<Card>, "onReply">) {
  const t = usePageWords(words);
  const selected = useView((view) => view.selected);
  const name = useThingName(selected);
  useEffect(() => {
    onReply(selected === null ? null : { form: "point", key: selected });
  }, [selected, onReply]);
  return (
    <div className="reply-point">
      <p className="reply-hint">{t.pointHint}</p>
      <p role="status">
        {t.pointed}: <strong>{name ?? t.pointNothing}</strong>
      </p>
    </div>
  );
}

/** Each item that is pressed gets the next place; pressed again it gives its place back. */
function Order({ card, seed, onReply }: Omit<Props<OrderCard>, "name"> & { readonly seed: number }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const change = (order: readonly number[]) => {
    setChosen(order);
    onReply(order.length === card.items.length ? { form: "order", order } : null);
  };
  return (
    <div className="reply-order">
      <p className="reply-hint">{t.orderHint}</p>
      <ul>
        {shuffled(card.items.length, seed).map((i) => {
          const place = chosen.indexOf(i);
          return (
            <li key={i}>
              <button
                type="button"
                className="order-item"
                aria-pressed={place !== -1}
                onClick={() => change(place === -1 ? [...chosen, i] : chosen.filter((one) => one !== i))}
              >
                <span className="order-place" aria-hidden="true">
                  {place === -1 ? "" : place + 1}
                </span>
                <span>
                  <Phrase words={card.items[i]?.text[language] ?? []} />
                </span>
                {place !== -1 && <span className="hidden">{t.orderPlace(place + 1)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="link-button"
        aria-disabled={chosen.length === 0}
        onClick={() => change(chosen.slice(0, -1))}
      >
        {t.orderUndo}
      </button>
    </div>
  );
}
