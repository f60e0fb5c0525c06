// Sizes as -h and --si print them: at most three digits, one decimal below 10, always rounded up (gnulib's human.c).

const UNITS = ["", "K", "M", "G", "T", "P", "E", "Z", "Y"];

export function humanSize(bytes: number, base: 1024 | 1000 = 1024): string {
  let power = 0;
  let unit = 1;
  while (bytes >= unit * base) {
    unit *= base;
    power++;
  }
  if (power === 0) return String(bytes);
  let letters = UNITS[power] ?? "";
  let size = bytes / unit;
  if (size < 10) {
    const tenths = Math.ceil(size * 10) / 10;
    if (tenths < 10) return tenths.toFixed(1) + suffix(letters, base);
    size = tenths;
  }
  size = Math.ceil(size);
  if (size >= base) {
    size = 1;
    letters = UNITS[power + 1] ?? "";
    return `1.0${suffix(letters, base)}`;
  }
  return size + suffix(letters, base);
}

// The SI kilo is a small k.
const suffix = (letters: string, base: number): string => (base === 1000 && letters === "K" ? "k" : letters);

/** Sizes as options take them: "10", "2K", "3MB" (1000), "1MiB". Null where it is none. */
export function parseSize(text: string): number | null {
  const m = /^(\d+)?(?:([KMGTPEZYkm])(B|iB)?|b)?$/.exec(text);
  if (!m || text === "") return null;
  const count = Number(m[1] ?? 1);
  if (text.endsWith("b") && !m[2]) return count * 512;
  if (!m[2]) return count;
  return count * (m[3] === "B" ? 1000 : 1024) ** UNITS.indexOf(m[2].toUpperCase());
}
