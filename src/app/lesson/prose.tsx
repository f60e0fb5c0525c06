import type { Block, Inline, Prose as Words } from "../../learn/prose.ts";

/** Compiled Markdown as elements. */
export function Prose({ words }: { readonly words: Words }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text of a lesson does not change
  return words.map((block, i) => <OneBlock key={i} block={block} />);
}

function OneBlock({ block }: { readonly block: Block }) {
  if ("p" in block) {
    return (
      <p>
        <Inlines words={block.p} />
      </p>
    );
  }
  if ("pre" in block) return <pre className="prose-pre">{block.pre}</pre>;
  const List = block.ordered ? "ol" : "ul";
  return (
    <List className="prose-list">
      {block.list.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a lesson does not change
        <li key={i}>
          <Inlines words={item} />
        </li>
      ))}
    </List>
  );
}

/** For places that hold phrases only, such as a radio button's label. */
export function Phrase({ words }: { readonly words: Words }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text of a lesson does not change
  return words.map((block, i) => ("p" in block ? <Inlines key={i} words={block.p} /> : null));
}

export function Inlines({ words }: { readonly words: readonly Inline[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text of a lesson does not change
  return words.map((word, i) => <OneInline key={i} word={word} />);
}

function OneInline({ word }: { readonly word: Inline }) {
  if (typeof word === "string") return word;
  if ("code" in word) return <code>{word.code}</code>;
  if ("strong" in word) {
    return (
      <strong>
        <Inlines words={word.strong} />
      </strong>
    );
  }
  if ("em" in word) {
    return (
      <em>
        <Inlines words={word.em} />
      </em>
    );
  }
  return (
    <a href={word.link} target="_blank" rel="noreferrer">
      <Inlines words={word.text} />
    </a>
  );
}
