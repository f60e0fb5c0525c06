/** The way from the directory `base` to `path`, both absolute without links: "../b". */
export function relativeTo(path: string, base: string): string {
  const to = path.split("/").filter((c) => c !== "");
  const from = base.split("/").filter((c) => c !== "");
  let common = 0;
  while (common < to.length && common < from.length && to[common] === from[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/") || ".";
}
