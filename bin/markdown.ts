// Markdown as data: the part of it that lessons and cards use. What is not of it is refused where it stands.

import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Block, Inline } from "../src/learn/prose.ts";

export interface MdNode {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly url?: string;
  readonly ordered?: boolean | null;
  readonly children?: readonly MdNode[];
  readonly position?: { readonly start: { readonly line: number } };
}

/** Throws an Error whose message is "file:line: what is wrong". */
export type Fail = (node: MdNode | null, message: string) => never;

export const failIn =
  (file: string): Fail =>
  (node, message) => {
    throw new Error(`${file}:${node?.position?.start.line ?? 1}: ${message}`);
  };

/** The blocks of a text, as remark reads them. */
export function parseMarkdown(text: string): readonly MdNode[] {
  return (unified().use(remarkParse).parse(text) as MdNode).children ?? [];
}

export const blocks = (node: MdNode, fail: Fail): Block[] => (node.children ?? []).map((c) => block(c, fail));

export function block(node: MdNode, fail: Fail): Block {
  if (node.type === "paragraph") return { p: inlines(node, fail) };
  if (node.type === "code") return { pre: node.value ?? "" };
  if (node.type === "list") {
    const list = (node.children ?? []).map((item) => (item.children ?? []).flatMap((c) => inlines(c, fail)));
    return { list, ordered: node.ordered === true };
  }
  return fail(node, `a ${node.type} is not expected in the words`);
}

export function inlines(node: MdNode, fail: Fail): Inline[] {
  return (node.children ?? []).map((c): Inline => {
    if (c.type === "text") return (c.value ?? "").replace(/\n/g, " ");
    if (c.type === "inlineCode") return { code: c.value ?? "" };
    if (c.type === "strong") return { strong: inlines(c, fail) };
    if (c.type === "emphasis") return { em: inlines(c, fail) };
    if (c.type === "link") return { link: c.url ?? "", text: inlines(c, fail) };
    return fail(c, `a ${c.type} is not expected in the words`);
  });
}
