// The stage as a small still picture: in the overview and in the speaker's window.

import { useEffect, useRef } from "react";
import { drawPicture } from "../../draw/picture.ts";
import type { World } from "../../kernel/world.ts";
import { house } from "../../scene/house.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage } from "../i18n/messages.ts";

const SIZE = { width: 1120, height: 640 }; // px that it is laid out for, however small it is shown

export function SmallStage({ world, label }: { readonly world: World; readonly label: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const language = useLanguage();
  useEffect(() => {
    if (!svg.current) return;
    drawPicture(svg.current, house(world, { ...SIZE, words: WORDS[language], step: [] }));
    svg.current.setAttribute("aria-label", label);
  }, [world, language, label]);
  return (
    <div className="small-stage">
      <svg ref={svg} role="img" aria-label={label} />
    </div>
  );
}
