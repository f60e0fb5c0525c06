// Tables as libsmartcols prints them: columns as wide as their widest cell, one of them may hold a tree.

export interface TableColumn {
  readonly name: string;
  readonly right?: boolean;
  readonly tree?: boolean;
}

export interface Row {
  readonly cells: readonly string[];
  /** The row that this one hangs under. */
  readonly parent: Row | null;
}

export type Style = "table" | "raw" | "pairs" | "json";

/** Rows in the order in which they are printed, with what stands before the tree cell: "|-", "| `-" … */
function ordered(rows: readonly Row[]): { row: Row; branch: string }[] {
  const lines: { row: Row; branch: string }[] = [];
  const under = (parent: Row | null) => rows.filter((r) => r.parent === parent);
  function add(row: Row, before: string, branch: string): void {
    lines.push({ row, branch: before + branch });
    const kids = under(row);
    const deeper = before + (branch === "" ? "" : branch === "|-" ? "| " : "  ");
    for (const [i, kid] of kids.entries()) add(kid, deeper, i + 1 < kids.length ? "|-" : "`-");
  }
  for (const root of under(null)) add(root, "", "");
  return lines;
}

const rawCell = (text: string): string =>
  text.replace(/[\\\s]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);

export interface TableOptions {
  readonly headings: boolean;
  readonly style: Style;
  /** Name of the list in JSON. */
  readonly listName: string;
  /** JSON: columns whose values are numbers. */
  readonly numbers?: readonly string[];
}

export function renderTable(columns: readonly TableColumn[], rows: readonly Row[], o: TableOptions): string {
  if (rows.length === 0) return "";
  if (o.style === "json") return json(columns, rows, o);
  const lines = ordered(rows);
  const cells = lines.map(({ row, branch }) =>
    columns.map((c, i) => (c.tree && o.style !== "pairs" ? branch : "") + (row.cells[i] ?? "")),
  );
  if (o.style === "raw") {
    const raw = cells.map((line) => line.map(rawCell));
    const all = o.headings ? [columns.map((c) => c.name), ...raw] : raw;
    return all.map((line) => `${line.join(" ")}\n`).join("");
  }
  if (o.style === "pairs") {
    const pair = (c: TableColumn, value: string) => `${c.name}="${value.replace(/["\\$`]/g, "\\$&")}"`;
    return cells.map((line) => `${columns.map((c, i) => pair(c, line[i] ?? "")).join(" ")}\n`).join("");
  }
  const all = o.headings ? [columns.map((c) => c.name), ...cells] : cells;
  const widths = columns.map((_, i) => Math.max(...all.map((line) => (line[i] ?? "").length)));
  const pad = (text: string, i: number): string => {
    if (columns[i]?.right) return text.padStart(widths[i] ?? 0);
    return i === columns.length - 1 ? text : text.padEnd(widths[i] ?? 0);
  };
  return all.map((line) => `${line.map(pad).join(" ")}\n`).join("");
}

function json(columns: readonly TableColumn[], rows: readonly Row[], o: TableOptions): string {
  const value = (c: TableColumn, text: string) =>
    text === "" ? "null" : o.numbers?.includes(c.name) ? text : JSON.stringify(text);
  function object(row: Row, indent: string): string {
    const fields = columns.map((c, i) => `${indent}   "${c.name.toLowerCase()}": ${value(c, row.cells[i] ?? "")}`);
    const kids = columns.some((c) => c.tree) ? rows.filter((r) => r.parent === row) : [];
    if (kids.length > 0) {
      const inner = kids.map((k) => object(k, `${indent}      `)).join(",");
      fields.push(`${indent}   "children": [\n${indent}      ${inner.trimStart()}\n${indent}   ]`);
    }
    return `${indent}{\n${fields.join(",\n")}\n${indent}}`;
  }
  const tops = columns.some((c) => c.tree) ? rows.filter((r) => r.parent === null) : rows;
  return `{\n   "${o.listName}": [\n${tops
    .map((r) => object(r, "      "))
    .join(",")
    .replaceAll("},      {", "},{")}\n   ]\n}\n`;
}
