// The recorded run of the binary translator as pictures and sentences.

import { printInstruction } from "../machine/cpu/print.ts";
import { chainsOf, codeAt, nameAddress, type Recording } from "../virt/bt/recording.ts";
import { type BlockBox, blockMap } from "./block-map.ts";
import { type CodeKind, codePair } from "./code-pair.ts";
import type { Placed } from "./placed.ts";
import { TRANSLATION_WORDS } from "./translation-words.ts";
import type { Lang } from "./words.ts";

/** What step `n` did, in a sentence or a few. */
export function describeStep(recording: Recording, n: number, lang: Lang): string {
  const words = TRANSLATION_WORDS[lang];
  const step = recording.steps[n];
  if (!step || n === 0) return words.start;
  const text = (address: number) => {
    const instruction = step.state.program[address];
    return instruction ? printInstruction(instruction) : nameAddress(recording.labels, address);
  };
  const name = (address: number) => nameAddress(recording.labels, address);
  const said = step.events.map((event) => words.event(event, text, name));
  const ran = executedBefore(recording, n);
  return [
    ...(said.length > 0 ? said : ran ? [words.executed(ran.kind, ran.text)] : []),
    ...(step.state.stop ? [words.asleep] : []),
  ].join(" ");
}

/** The line that stood under the processor's eyes before the step. */
function executedBefore(recording: Recording, n: number): { readonly kind: CodeKind; readonly text: string } | null {
  for (const { cache, guest, current } of codeAt(recording, n - 1)) {
    if (current && cache.length === 0) return { kind: "direct", text: guest };
    const line = cache.find((one) => one.current);
    if (line) return { kind: line.kind, text: line.text };
  }
  return null;
}

interface PictureView {
  readonly width: number;
  readonly lang: Lang;
  readonly guest: string;
  readonly cache: string;
}

export function codePicture(
  recording: Recording,
  n: number,
  { width, lang, guest, cache }: PictureView,
): readonly Placed[] {
  const { kinds } = TRANSLATION_WORDS[lang];
  const name = (address: number) => nameAddress(recording.labels, address);
  const title = describeStep(recording, n, lang);
  return codePair(codeAt(recording, n), { width, title, guest, cache, kinds, name });
}

export function mapPicture(
  recording: Recording,
  n: number,
  {
    width,
    lang,
    title,
    empty,
  }: { readonly width: number; readonly lang: Lang; readonly title: string; readonly empty: string },
): readonly Placed[] {
  const words = TRANSLATION_WORDS[lang];
  const step = recording.steps[n];
  if (!step) return blockMap([], [], { width, title, empty });
  const { state, block: current } = step;
  const blocks = Object.values(state.cache.blocks).sort((a, b) => a.address - b.address);
  const boxes = blocks.map(({ guest, life, entered }): BlockBox => {
    const name = nameAddress(recording.labels, guest);
    const said = `${name}: ${words.lives[life]}, ${words.entered(entered)}`;
    return { guest, name, life, note: `×${entered}`, current: guest === current, title: said };
  });
  return blockMap(boxes, chainsOf(state), { width, title, empty });
}
