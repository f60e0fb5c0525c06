// Every scene fixture, one after the other: the arrow keys lead on.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { drawPicture } from "../../draw/picture.ts";
import { FIXTURES } from "../../scene/fixtures.ts";
import { house } from "../../scene/house.ts";
import { PICTURES } from "../../scene/picture-fixtures.ts";
import type { Placed } from "../../scene/placed.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageTitle } from "../shell/page-title.ts";
import type { Size } from "../stage/use-size.ts";
import { useSize } from "../stage/use-size.ts";
import type { Language } from "../view/settings.ts";
import "./gallery.css";
import "../../draw/explore.css";

/** What is shown: its name, and how it is laid out. */
interface Exhibit {
  readonly name: string;
  readonly draw: (size: Size, language: Language) => readonly Placed[];
}

const EXHIBITS: readonly Exhibit[] = [
  ...Object.values(FIXTURES).map((make): Exhibit => {
    const { name, world, step } = make();
    return {
      name,
      draw: ({ width, height }, language) => house(world, { width, height, words: WORDS[language], step }),
    };
  }),
  ...PICTURES.map(({ name, draw }): Exhibit => ({ name, draw: ({ width }, language) => draw(width, language) })),
];

export function GalleryPage() {
  const { gallery, titles, time } = useMessages();
  const language = useLanguage();
  usePageTitle(titles.gallery);
  const [index, setIndex] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(box);
  const exhibit = EXHIBITS[index];

  useEffect(() => {
    if (!svg.current || !exhibit || width === 0) return;
    drawPicture(svg.current, exhibit.draw({ width, height }, language));
  }, [exhibit, width, height, language]);

  if (!exhibit) return <p className="page">{gallery.empty}</p>;
  const go = (by: number) => setIndex((i) => (i + by + EXHIBITS.length) % EXHIBITS.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons do the same
    <div className="gallery" onKeyDown={onKeyDown}>
      <div className="gallery-bar">
        <button type="button" className="button" onClick={() => go(-1)}>
          ← <span className="hidden">{time.back}</span>
        </button>
        <button type="button" className="button" onClick={() => go(1)}>
          → <span className="hidden">{time.forward}</span>
        </button>
        <h1>{exhibit.name}</h1>
        <p>{gallery.position(index + 1, EXHIBITS.length)}</p>
      </div>
      <div className="gallery-box" ref={box}>
        <svg ref={svg} role="img" aria-label={exhibit.name} />
      </div>
    </div>
  );
}
