import { expect, test } from "vitest";
import { adjustMode, modeString, parseMode } from "./mode.ts";

const chmod = (old: number, spec: string, dir = false, umask = 0o022): string => {
  const changes = parseMode(spec);
  if (!changes) throw new Error(`invalid mode ${spec}`);
  return adjustMode(old, dir, umask, changes).toString(8);
};

// chmod(1) of coreutils, with umask 022.
test.each([
  [0o644, "755", "755"],
  [0o644, "u+x,go=", "700"],
  [0o644, "+x", "755"],
  [0o666, "-w", "466"],
  [0o666, "a-w", "444"],
  [0o600, "g=u", "660"],
  [0o755, "go=u-x", "766"],
  [0o644, "u+s,g+s", "6644"],
  [0o644, "a+X", "644"],
  [0o744, "a+X", "755"],
  [0o777, "+t", "1777"],
  [0o000, "=r", "444"],
  [0o644, "u=rwX,g=r", "644"],
])("%o with %s becomes %s", (old, spec, expected) => {
  expect(chmod(old, spec)).toBe(expected);
});

test("a directory keeps its set-group-ID bit unless five digits or the letter name it", () => {
  expect(chmod(0o2755, "755", true)).toBe("2755");
  expect(chmod(0o2755, "00755", true)).toBe("755");
  expect(chmod(0o2755, "g-s", true)).toBe("755");
  expect(chmod(0o2755, "=rwx", true)).toBe("2755");
});

test.each(["9", "u+q", "", "u", "77777", "u+755", "x+r"])("%j is no mode", (spec) => {
  expect(parseMode(spec)).toBeNull();
});

test("ls shows special bits in the place of x", () => {
  expect(modeString(0o104755)).toBe("-rwsr-xr-x");
  expect(modeString(0o102644)).toBe("-rw-r-Sr--");
  expect(modeString(0o041777)).toBe("drwxrwxrwt");
  expect(modeString(0o020620)).toBe("crw--w----");
});
