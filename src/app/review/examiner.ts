// What needs the simulator to ask a card; loaded with it.

import { loadCard } from "virtual:cards";
import type { Card } from "../../learn/card.ts";
import { type Examined, examine, isRight } from "../../learn/examine.ts";
import { GENERATORS } from "../../learn/generators/all.ts";

/** The card, made from its seed where a generator makes it. Throws where there is none of that name. */
export async function cardOf(id: string, seed: number): Promise<Card> {
  const generator = GENERATORS.find((one) => one.id === id);
  const card = generator ? generator.make(seed) : await loadCard(id);
  if (!card) throw new Error(`there is no card ${id}`);
  return card;
}

export const examineCard = (card: Card): Examined => examine(card);

export { isRight };
