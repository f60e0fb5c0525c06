// Shell variables: scalars, indexed and associative arrays, and their attributes.
// Variable records are never changed in place (arrays excepted, which a copy of the table copies), so a
// local variable or a subshell costs one table.

export interface Variable {
  /** undefined: declared, not set. */
  readonly value: string | undefined;
  readonly array: Map<number, string> | null;
  readonly assoc: Map<string, string> | null;
  /** Letters of declare: x exported, r readonly, i integer, l lower, u upper, n name reference. */
  readonly attributes: string;
}

export interface Variables {
  readonly table: Map<string, Variable>;
  /** What execve(2) gets, kept until an exported variable changes. */
  environment: readonly string[] | null;
  /** How the shell's hash table orders names: seen in what `env` prints. */
  readonly order: (names: readonly string[]) => string[];
}

export class ReadonlyError {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export const PLAIN: Variable = { value: undefined, array: null, assoc: null, attributes: "" };

export const noVariables = (order: Variables["order"]): Variables => ({ table: new Map(), environment: null, order });

export function cloneVariables(vars: Variables): Variables {
  const table = new Map(vars.table);
  for (const [name, v] of table) {
    if (v.array) table.set(name, { ...v, array: new Map(v.array) });
    else if (v.assoc) table.set(name, { ...v, assoc: new Map(v.assoc) });
  }
  return { ...vars, table };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const isName = (text: string): boolean => NAME.test(text);

export const has = (v: Variable | undefined, attribute: string): boolean => v?.attributes.includes(attribute) ?? false;

export const withAttribute = (v: Variable, attribute: string): Variable =>
  v.attributes.includes(attribute) ? v : { ...v, attributes: v.attributes + attribute };

export const withoutAttribute = (v: Variable, attribute: string): Variable =>
  v.attributes.includes(attribute) ? { ...v, attributes: v.attributes.replace(attribute, "") } : v;

/** The name that a chain of name references ends at. */
export function target(vars: Variables, name: string): string {
  let end = name;
  for (let hops = 0; hops < 8; hops++) {
    const v = vars.table.get(end);
    if (!v?.attributes.includes("n") || !v.value) return end;
    end = v.value;
  }
  return end;
}

export function lookup(vars: Variables, name: string): Variable | undefined {
  const v = vars.table.get(name);
  return v?.attributes.includes("n") ? vars.table.get(target(vars, name)) : v;
}

/** $name: of an array its element 0. */
export function scalar(v: Variable | undefined): string | undefined {
  if (v === undefined) return undefined;
  if (v.array) return v.array.get(0);
  if (v.assoc) return v.assoc.get("0");
  return v.value;
}

/** The elements in order of their index (an associative array: in the order bash's hash table has them). */
export function elements(v: Variable | undefined): string[] {
  if (v === undefined) return [];
  if (v.array) return indices(v.array).map((i) => v.array?.get(i) ?? "");
  if (v.assoc) return keysOf(v.assoc).map((k) => v.assoc?.get(k) ?? "");
  return v.value === undefined ? [] : [v.value];
}

export const indices = (array: Map<number, string>): number[] => [...array.keys()].sort((a, b) => a - b);

export function keys(v: Variable | undefined): string[] {
  if (v?.array) return indices(v.array).map(String);
  if (v?.assoc) return keysOf(v.assoc);
  return v?.value === undefined ? [] : ["0"];
}

const keysOf = (assoc: Map<string, string>): string[] => bashOrder([...assoc.keys()]);

/** Puts the record of a variable; the only writer besides unset. */
export function put(vars: Variables, name: string, v: Variable): void {
  const old = vars.table.get(name);
  if (has(old, "x") || has(v, "x")) vars.environment = null;
  vars.table.set(name, v);
}

/** Assigns a string. Throws ReadonlyError. */
export function assign(vars: Variables, reference: string, value: string): void {
  const name = target(vars, reference);
  const old = vars.table.get(name);
  if (old === undefined) {
    vars.table.set(name, { ...PLAIN, value });
    return;
  }
  if (has(old, "r")) throw new ReadonlyError(name);
  const text = has(old, "l") ? value.toLowerCase() : has(old, "u") ? value.toUpperCase() : value;
  if (old.array) old.array.set(0, text);
  else if (old.assoc) old.assoc.set("0", text);
  else put(vars, name, { ...old, value: text });
}

/** Assigns an element; a variable that is not an array becomes one. */
export function assignElement(vars: Variables, reference: string, index: number | string, value: string): void {
  const name = target(vars, reference);
  const old = vars.table.get(name) ?? PLAIN;
  if (has(old, "r")) throw new ReadonlyError(name);
  const text = has(old, "l") ? value.toLowerCase() : has(old, "u") ? value.toUpperCase() : value;
  if (old.assoc) {
    old.assoc.set(String(index), text);
  } else if (old.array) {
    old.array.set(Number(index), text);
  } else {
    const array = new Map<number, string>();
    if (old.value !== undefined) array.set(0, old.value);
    array.set(Number(index), text);
    put(vars, name, { ...old, value: undefined, array });
  }
}

/** Assigns a whole array. */
export function assignArray(vars: Variables, reference: string, values: readonly string[]): void {
  const name = target(vars, reference);
  const old = vars.table.get(name) ?? PLAIN;
  if (has(old, "r")) throw new ReadonlyError(name);
  put(vars, name, { ...old, value: undefined, assoc: null, array: new Map(values.map((value, i) => [i, value])) });
}

export function exportVariable(vars: Variables, name: string): void {
  put(vars, name, withAttribute(vars.table.get(name) ?? PLAIN, "x"));
}

export function unset(vars: Variables, reference: string): void {
  const name = target(vars, reference);
  const old = vars.table.get(name);
  if (has(old, "r")) throw new ReadonlyError(name);
  if (has(old, "x")) vars.environment = null;
  vars.table.delete(name);
}

/** "NAME=value" of every exported variable, in the order that bash's hash table gives them. */
export function environment(vars: Variables): readonly string[] {
  if (vars.environment) return vars.environment;
  const names = [...vars.table].filter(([, v]) => has(v, "x") && scalar(v) !== undefined).map(([name]) => name);
  vars.environment = vars.order(names).map((name) => `${name}=${scalar(vars.table.get(name))}`);
  return vars.environment;
}

/** The order of a walk through a hash table of bash: by bucket, in a bucket the newest first (hashlib.c). */
export function bashOrder(names: readonly string[]): string[] {
  const order = names.map((name, age) => ({ name, age, bucket: fnv(name) & 1023 }));
  return order.sort((a, b) => a.bucket - b.bucket || b.age - a.age).map(({ name }) => name);
}

// hash_string() of hashlib.c: FNV-1, 32 bits.
function fnv(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h, 16777619) ^ text.charCodeAt(i);
  return h >>> 0;
}

/** dash and busybox: 39 buckets, in a bucket the oldest first (hashvar() of var.c). */
export function dashOrder(names: readonly string[]): string[] {
  const bucket = (name: string): number => {
    let h = name.charCodeAt(0) << 4;
    for (let i = 0; i < name.length; i++) h += name.charCodeAt(i);
    return h % 39;
  };
  return [...names].sort((a, b) => bucket(a) - bucket(b));
}
