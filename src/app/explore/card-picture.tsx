import { useCallback } from "react";
import { PICTURES } from "../../scene/picture-fixtures.ts";
import { useLanguage } from "../i18n/messages.ts";
import { Figure } from "./figure.tsx";
import type { Tool } from "./tools.ts";

const WIDE = 560; // px: what the pictures are laid out for before they are made smaller

/** By explorer: the fixture that stands for it. */
const SHOWN: Readonly<Record<Tool, string>> = {
  instructions: "sensitive and privileged",
  translation: "a block that is translated again",
  memory: "a nested walk, under way",
  devices: "4 KiB through blkfront",
  paper: "ratios",
};

/** The upper part of an explorer's picture, smaller. It says nothing that the words beside it do not. */
export function CardPicture({ tool }: { readonly tool: Tool }) {
  const language = useLanguage();
  const make = useCallback(
    () => PICTURES.find(({ name }) => name === SHOWN[tool])?.draw(WIDE, language) ?? [],
    [tool, language],
  );
  return (
    <div className="explore-picture" aria-hidden="true" inert>
      <Figure make={make} />
    </div>
  );
}
