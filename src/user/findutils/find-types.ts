import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } from "../../kernel/abi/flags.ts";
import { FindError } from "./find-error.ts";

const LETTERS: Readonly<Record<number, string>> = {
  [S_IFBLK]: "b",
  [S_IFCHR]: "c",
  [S_IFDIR]: "d",
  [S_IFIFO]: "p",
  [S_IFREG]: "f",
  [S_IFLNK]: "l",
  [S_IFSOCK]: "s",
};

/** "f" for a regular file, as -type and -printf %y name it. */
export const typeLetter = (mode: number): string => LETTERS[mode & S_IFMT] ?? "?";

/** The letters of "-type f,d", checked. */
export function typeLetters(text: string, word: string): string {
  if (text === "") throw new FindError(`Arguments to ${word} should contain at least one letter`);
  const parts = text.split(",");
  for (const part of parts) {
    if (part.length > 1) throw new FindError(`Must separate multiple arguments to ${word} using: ','`);
    if (!/^[bcdpflsD]$/.test(part)) throw new FindError(`Unknown argument to ${word}: ${part}`);
  }
  return parts.join("");
}
