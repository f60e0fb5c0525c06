// Flags in the address before the "#", for authors and for debugging. Each is read once, at start.
//
//   ?gallery          flips through the fixtures of every scene with the arrow keys
//   ?lang=ko|en       language for this visit, over the stored choice
//   ?theme=light|dark|projector  theme for this visit
//   ?speed=0.0625..8  playback speed for this visit
//   ?motion=reduce    steps instead of movement, as if the system asked for it
//   ?boxes            outlines what the layout reserved for each placed thing
//   ?trace            prints every event that the cursor passes to the console

export interface QueryFlags {
  readonly gallery: boolean;
  readonly lang: "ko" | "en" | null;
  readonly theme: "light" | "dark" | "projector" | null;
  readonly speed: number | null;
  readonly motion: "reduce" | null;
  readonly boxes: boolean;
  readonly trace: boolean;
}

/** Reads the flags; a value that is not one of those above counts as absent. */
export function readFlags(search: string): QueryFlags {
  const query = new URLSearchParams(search);
  const lang = query.get("lang");
  const theme = query.get("theme");
  const speed = Number(query.get("speed") ?? Number.NaN);
  return {
    gallery: query.has("gallery"),
    lang: lang === "ko" || lang === "en" ? lang : null,
    theme: theme === "light" || theme === "dark" || theme === "projector" ? theme : null,
    speed: speed >= 1 / 16 && speed <= 8 ? speed : null,
    motion: query.get("motion") === "reduce" ? "reduce" : null,
    boxes: query.has("boxes"),
    trace: query.has("trace"),
  };
}

export const flags = readFlags(typeof location === "undefined" ? "" : location.search);
