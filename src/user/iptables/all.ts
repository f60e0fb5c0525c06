import type { Main } from "../program.ts";
import { unmodelledMain } from "../unmodelled.ts";
import { iptablesMain } from "./iptables.ts";
import { iptablesRestoreMain, iptablesSaveMain } from "./save.ts";

/** One file with many names: which one it was called by says what it does. */
const multiMain: Main = function* (self) {
  const name = (self.argv[0] ?? "").split("/").at(-1) ?? "";
  const main = BY_NAME[name.replace("-nft", "")];
  return yield* (main ?? unmodelledMain)(self);
};

const BY_NAME: Readonly<Record<string, Main>> = {
  iptables: iptablesMain,
  "iptables-save": iptablesSaveMain,
  "iptables-restore": iptablesRestoreMain,
};

export const IPTABLES: Readonly<Record<string, Main>> = { "xtables-nft-multi": multiMain };
