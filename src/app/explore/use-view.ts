// What an explorer shows is written in its address, and nowhere else: a link restores the exact view.

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import * as v from "valibot";
import { tell } from "../view/notices.ts";

type Entries = Readonly<Record<string, v.GenericSchema<unknown, string | number | boolean>>>;
type View<E extends Entries> = { readonly [F in keyof E]: v.InferOutput<E[F]> };

/**
 * The view in the address, with `first` for what the address leaves out, and a way to change parts of it. What is as in
 * `first` is not written. `entries` and `first` are constants of the page.
 */
export function useView<E extends Entries>(
  entries: E,
  first: View<E>,
): readonly [View<E>, (change: Partial<View<E>>) => void] {
  const raw = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const { view, damaged } = useMemo(() => readView(entries, first, raw), [entries, first, raw]);
  const said = damaged.join(", ");
  useEffect(() => {
    if (said !== "") tell({ kind: "link-damaged", fields: said.split(", ") });
  }, [said]);
  const change = useCallback(
    (part: Partial<View<E>>) => {
      const search = Object.entries({ ...view, ...part }).filter(([name, value]) => value !== first[name]);
      void navigate({ to: ".", search: Object.fromEntries(search), replace: true });
    },
    [view, first, navigate],
  );
  return [view, change];
}

/** The view of an address, and the names of the fields that cannot be read: with any of them, it leads to `first`. */
export function readView<E extends Entries>(
  entries: E,
  first: View<E>,
  raw: Readonly<Record<string, unknown>>,
): { readonly view: View<E>; readonly damaged: readonly string[] } {
  const view: Record<string, unknown> = { ...first };
  const damaged: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    const schema = Object.hasOwn(entries, name) ? entries[name] : undefined;
    const read = schema && v.safeParse(schema, value);
    if (read?.success) view[name] = read.output;
    else damaged.push(name);
  }
  return { view: damaged.length > 0 ? first : (view as View<E>), damaged };
}
