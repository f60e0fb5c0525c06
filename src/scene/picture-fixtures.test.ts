import { expect, test } from "vitest";
import { PICTURES } from "./picture-fixtures.ts";

test.each(PICTURES)("$name has a size, a name and things with keys of their own, in both languages", ({ draw }) => {
  for (const lang of ["ko", "en"] as const) {
    for (const width of [1280, 358]) {
      const [frame, ...things] = draw(width, lang);
      expect(frame).toMatchObject({ kind: "frame", w: width });
      expect(frame?.title).toBeTruthy();
      expect(new Set(things.map(({ key }) => key)).size).toBe(things.length);
    }
  }
});
