// Every scene fixture, one after the other: the arrow keys lead on.

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { useSize } from "../stage/use-size.ts";
import { exhibits } from "./exhibits.ts";
import "./gallery.css";
import "../../draw/explore.css";

export function GalleryPage() {
  const { gallery, titles, time } = useMessages();
  const language = useLanguage();
  usePageTitle(titles.gallery);
  const [index, setIndex] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(box);
  const all = useMemo(exhibits, []);
  const exhibit = all[index];

  useEffect(() => {
    if (svg.current && exhibit && width > 0) exhibit.draw(svg.current, { width, height, language });
  }, [exhibit, width, height, language]);

  if (!exhibit) return <p className="page">{gallery.empty}</p>;
  const go = (by: number) => setIndex((i) => (i + by + all.length) % all.length);
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
        <p>{gallery.position(index + 1, all.length)}</p>
      </div>
      <div className="gallery-box" ref={box}>
        <svg key={index} ref={svg} role="img" aria-label={exhibit.name} />
      </div>
    </div>
  );
}
