// What the architecture rules need to know of a source file, read from its syntax tree.

import { parseAst } from "vite";

/** `from` is undefined where the name is computed; `names` are the imported names, `*` for all of them. */
type Import = { readonly from: string | undefined; readonly names: readonly string[] };

export type Reading = {
  readonly imports: readonly Import[];
  /** Names used but declared nowhere in the file: `document`, `Math.random`, and `Date()` for the time now. */
  readonly globals: readonly string[];
  /** Names behind a dot. */
  readonly members: readonly string[];
  readonly hasDefaultExport: boolean;
  readonly onlyReexports: boolean;
};

// The tree is ESTree with TypeScript's nodes; only what is asked for below is looked at.
type Node = { readonly type: string; readonly [key: string]: unknown };

/** Reads a .ts or .tsx file; other files (styles) hold nothing that the rules are about. */
export function read(path: string, text: string): Reading {
  const program = /\.tsx?$/.test(path) ? parse(path, text) : { type: "Program", body: [] };
  const body = program.body as readonly Node[];
  const nodes: Visit[] = [];
  for (const statement of body) visit({ node: statement, key: "body", up: undefined }, nodes);

  const declared = new Set(nodes.filter(isDeclaration).map(({ node }) => node.name as string));
  const isGlobal = (node: Node | undefined): node is Node =>
    node?.type === "Identifier" && !declared.has(node.name as string);
  return {
    imports: nodes.flatMap(({ node }) => importOf(node)),
    globals: [...new Set(nodes.flatMap((at) => globalOf(at, isGlobal)))],
    members: [...new Set(nodes.flatMap(({ node }) => memberOf(node)))],
    hasDefaultExport: body.some(exportsDefault),
    onlyReexports: body.some(isReexport) && body.every((node) => isReexport(node) || node.type === "ImportDeclaration"),
  };
}

function parse(path: string, text: string): Node {
  return parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }) as unknown as Node;
}

/** A node, the property of its parent that holds it, and that parent. */
type Visit = { readonly node: Node; readonly key: string; readonly up: Visit | undefined };

function visit(at: Visit, into: Visit[]): void {
  into.push(at);
  for (const [key, value] of Object.entries(at.node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit({ node: child, key, up: at }, into);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function importOf(node: Node): Import[] {
  switch (node.type) {
    case "ImportDeclaration":
      return [{ from: literal(node.source), names: (node.specifiers as Node[]).map(importedName) }];
    case "ExportNamedDeclaration":
      if (!node.source) return [];
      return [{ from: literal(node.source), names: (node.specifiers as Node[]).map(({ local }) => nameOf(local)) }];
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return [{ from: literal(node.source), names: ["*"] }];
    default:
      return [];
  }
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  return specifier.type === "ImportDefaultSpecifier" ? "default" : nameOf(specifier.imported);
}

function globalOf({ node, key, up }: Visit, isGlobal: (node: Node | undefined) => node is Node): string[] {
  if (node.type === "MetaProperty") return ["import.meta"];
  if (node.type === "MemberExpression" && isGlobal(node.object as Node)) {
    return [`${nameOf(node.object)}.${node.computed ? literal(node.property) : nameOf(node.property)}`];
  }
  if (node.type === "NewExpression" || node.type === "CallExpression") {
    const callee = node.callee as Node;
    const isNow = node.type === "CallExpression" || (node.arguments as Node[]).length === 0;
    return isNow && isGlobal(callee) && callee.name === "Date" ? ["Date()"] : [];
  }
  if (!isGlobal(node) || !up) return [];
  const parent = up.node;
  const isName =
    (!parent.computed && (key === "property" || key === "key")) || // a.name, { name: … }
    key === "label" ||
    (parent.type.startsWith("TS") && key !== "expression") || // a type
    parent.type.endsWith("Specifier");
  return isName ? [] : [nameOf(node)];
}

function memberOf(node: Node): string[] {
  if (node.type !== "MemberExpression") return [];
  const name = node.computed ? literal(node.property) : nameOf(node.property);
  return name === undefined ? [] : [name];
}

const DECLARING = /^(VariableDeclarator|Function(Declaration|Expression)|ClassDeclaration)$/;

/** A name that this file gives to something of its own: a variable, a parameter, a function, an import. */
function isDeclaration({ node, key, up }: Visit): boolean {
  if (node.type !== "Identifier" || !up) return false;
  const parent = up.node;
  if (parent.type.startsWith("Import")) return key === "local";
  if (parent.type === "ArrayPattern" || parent.type === "RestElement") return true;
  if (parent.type === "AssignmentPattern") return key === "left";
  if (parent.type === "Property") return key === "value" && up.up?.node.type === "ObjectPattern";
  return key === "params" || key === "param" || (key === "id" && DECLARING.test(parent.type));
}

function exportsDefault(node: Node): boolean {
  if (node.type === "ExportDefaultDeclaration") return true;
  if (node.type !== "ExportNamedDeclaration") return false;
  return (node.specifiers as Node[]).some(({ exported }) => nameOf(exported) === "default");
}

function isReexport(node: Node): boolean {
  return node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source !== null);
}

function literal(node: unknown): string | undefined {
  return isNode(node) && node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node.name ?? node.value) : "";
}
