import { FACTS } from "virtual:facts";
import { useCallback } from "react";
import { PICTURES } from "../../scene/picture-fixtures.ts";
import type { Placed } from "../../scene/placed.ts";
import { ratioPlot } from "../../scene/ratio-plot.ts";
import { useLanguage } from "../i18n/messages.ts";
import type { Language } from "../view/settings.ts";
import { Figure } from "./figure.tsx";
import type { Tool } from "./tools.ts";

const WIDE = 560; // px: what the pictures are laid out for before they are made smaller

/** By explorer: the fixture that stands for it. */
const SHOWN: Readonly<Record<Tool, string>> = {
  instructions: "sensitive and privileged",
  translation: "a block that is translated again",
  memory: "a nested walk, under way",
  devices: "4 KiB through blkfront",
  paper: "",
};

/** What the paper measured, as multiples of Linux on the hardware: the model's own values take a minute to compute. */
function published(language: Language): readonly Placed[] {
  const [source] = FACTS;
  const [table] = source?.tables ?? [];
  const native = source?.systems.find(({ world }) => world === "bare");
  if (!source || !table || !native) return [];
  const rows = table.columns.map((label, i) => ({
    ...{ key: label, label },
    dots: source.systems.flatMap(({ id, world }) => {
      const ratio = (table.rows[id]?.[i] ?? 1) / (table.rows[native.id]?.[i] ?? 1);
      return world === undefined ? [] : [{ world, ratio, title: "" }];
    }),
  }));
  const view = { width: WIDE + 80, title: "", band: 1.3, ratio: (n: number) => `×${n.toFixed(1)}`, less: "", more: "" };
  return ratioPlot([{ key: table.id, title: table.title[language], rows }], view);
}

/** The upper part of an explorer's picture, smaller. It says nothing that the words beside it do not. */
export function CardPicture({ tool }: { readonly tool: Tool }) {
  const language = useLanguage();
  const make = useCallback(
    () =>
      tool === "paper"
        ? published(language)
        : (PICTURES.find(({ name }) => name === SHOWN[tool])?.draw(WIDE, language) ?? []),
    [tool, language],
  );
  return (
    <div className="explore-picture" aria-hidden="true" inert>
      <Figure make={make} />
    </div>
  );
}
