// Signs: a name in bold, and below it in small where it comes from. A sign that was just painted over is marked.

import type { Env } from "./env.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";

export interface Sign extends Block {
  /** The same sign with its texts cut to a width. */
  readonly within: (width: number) => Block;
}

interface Manner {
  readonly changed: boolean;
  readonly from?: number | undefined;
  /** The small line is a sentence, not a path or a command. */
  readonly prose?: boolean;
}

export function sign({ s }: Env, key: string, name: string, below: string, { changed, from, prose }: Manner): Sign {
  const small = prose ? "tag" : "path";
  const second = below === name ? "" : below;
  const w = Math.max(textWidth(name, "sign", s).w, textWidth(second, small, s).w);
  const h = (second ? 31 : 17) * s;
  const within = (width: number): Block => {
    const title = fitText(name, "sign", width, s);
    const texts: Text[] = [{ x: 4, y: 13.5 * s, text: title, as: "sign", scale: s }];
    if (second) texts.push({ x: 4, y: 28 * s, text: fitText(second, small, width, s), as: small, scale: s });
    const box = { w: textWidth(title, "sign", s).w + 8, h: 18 * s, r: 3 };
    const data = { changed };
    const at = (x: number, y: number): Placed[] => [
      {
        ...{ key, kind: "sign", layer: LAYER.room, x: x - 4, y, ...box, opacity: 1, data, texts },
        ...(from !== undefined && { from: `task:${from}` }),
      },
    ];
    return { w: Math.min(w, width), h, at };
  };
  return { w, h, at: within(w).at, within };
}
