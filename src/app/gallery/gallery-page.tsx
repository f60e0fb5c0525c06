// Every scene fixture, one after the other: the arrow keys lead on.

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { drawPicture } from "../../draw/picture.ts";
import { FIXTURES } from "../../scene/fixtures.ts";
import { house } from "../../scene/house.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { useSize } from "../stage/use-size.ts";
import "./gallery.css";

const MAKERS = Object.values(FIXTURES);

export function GalleryPage() {
  const { gallery, titles, time } = useMessages();
  const language = useLanguage();
  usePageTitle(titles.gallery);
  const [index, setIndex] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(box);
  const fixture = useMemo(() => MAKERS[index]?.(), [index]);

  useEffect(() => {
    if (!svg.current || !fixture || width === 0) return;
    drawPicture(svg.current, house(fixture.world, { width, height, words: WORDS[language], step: fixture.step }));
  }, [fixture, width, height, language]);

  if (!fixture) return <p className="page">{gallery.empty}</p>;
  const go = (by: number) => setIndex((i) => (i + by + MAKERS.length) % MAKERS.length);
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
        <h1>{fixture.name}</h1>
        <p>{gallery.position(index + 1, MAKERS.length)}</p>
      </div>
      <div className="gallery-box" ref={box}>
        <svg ref={svg} role="img" aria-label={fixture.name} />
      </div>
    </div>
  );
}
