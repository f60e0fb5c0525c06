import type { BranchInfo } from "../../timeline/session.ts";
import type { Messages } from "../i18n/en.ts";

/** A branch's own name, or one by its number. */
export function branchName({ id, name }: BranchInfo, { branches }: Messages): string {
  return name || (id === 0 ? branches.first : branches.numbered(id + 1));
}
