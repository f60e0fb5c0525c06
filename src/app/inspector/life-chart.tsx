import type { World } from "../../kernel/world.ts";

export function LifeChart(_: { readonly world: World; readonly pid: number }) {
  return null;
}
