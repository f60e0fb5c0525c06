// Tables as virsh prints them: two blanks between columns, a line of dashes under the titles - vsh-table.c

export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => ` ${i === cells.length - 1 ? cell : cell.padEnd(widths[i] as number)}  `)
      .join("")
      .trimEnd();
  const rule = "-".repeat(widths.reduce((sum, w) => sum + w + 3, 0));
  return `${line(titles)}\n${rule}\n${rows.map((row) => `${line(row)}\n`).join("")}`;
}
