// The shortest edit between two sequences: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), followed by
// GNU diff's shifting of changes, so that of equal edits the same one is chosen.

/** Lines from..to of one file stand in place of lines from..to of the other; ends are exclusive. */
export interface Hunk {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/** The changes that make `b` of `a`, in order. */
export function differences(a: readonly string[], b: readonly string[]): Hunk[] {
  const gone = new Array<boolean>(a.length).fill(false);
  const come = new Array<boolean>(b.length).fill(false);
  mark(a, b, gone, come);
  shift(a, gone, come);
  shift(b, come, gone);
  const hunks: Hunk[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (!gone[i] && !come[j] && i < a.length && j < b.length) {
      i++;
      j++;
      continue;
    }
    const [aFrom, bFrom] = [i, j];
    while (i < a.length && gone[i]) i++;
    while (j < b.length && come[j]) j++;
    hunks.push({ aFrom, aTo: i, bFrom, bTo: j });
  }
  return hunks;
}

function mark(a: readonly string[], b: readonly string[], gone: boolean[], come: boolean[]): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  const [n, m] = [aEnd - start, bEnd - start];
  const paths: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  search: for (let d = 0; d <= n + m; d++) {
    paths.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < n && x - k < m && a[start + x] === b[start + x - k]) x++;
      next.set(k, x);
      if (x >= n && x - k >= m) {
        backtrack(paths, d, k, n, m, start, gone, come);
        break search;
      }
    }
    reach = next;
  }
}

function backtrack(
  paths: readonly Map<number, number>[],
  last: number,
  lastK: number,
  n: number,
  m: number,
  start: number,
  gone: boolean[],
  come: boolean[],
): void {
  let [x, y, k] = [n, m, lastK];
  for (let d = last; d > 0; d--) {
    const reach = paths[d] ?? new Map<number, number>();
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const before = down ? k + 1 : k - 1;
    const fromX = reach.get(before) ?? 0;
    const fromY = fromX - before;
    while (x > fromX + (down ? 0 : 1) && y > fromY + (down ? 1 : 0)) {
      x--;
      y--;
    }
    if (down) come[start + fromY] = true;
    else gone[start + fromX] = true;
    [x, y, k] = [fromX, fromY, before];
  }
}

/** Moves each run of changed lines down as far as equal lines allow, joining runs that meet: shift_boundaries(). */
function shift(lines: readonly string[], changed: boolean[], other: readonly boolean[]): void {
  let i = 0;
  let j = 0;
  const end = lines.length;
  for (;;) {
    while (i < end && !changed[i]) {
      while (other[j++]);
      i++;
    }
    if (i === end) return;
    let start = i;
    while (changed[++i]);
    while (other[j]) j++;
    let length: number;
    let corresponding: number;
    do {
      length = i - start;
      while (start > 0 && lines[start - 1] === lines[i - 1]) {
        changed[--start] = true;
        changed[--i] = false;
        while (changed[start - 1]) start--;
        while (other[--j]);
      }
      corresponding = other[j - 1] ? i : end;
      while (i < end && lines[start] === lines[i]) {
        changed[start++] = false;
        changed[i++] = true;
        while (changed[i]) i++;
        while (other[++j]) corresponding = i;
      }
    } while (length !== i - start);
    while (corresponding < i) {
      changed[--start] = true;
      changed[--i] = false;
      while (other[--j]);
    }
  }
}
