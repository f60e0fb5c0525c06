import { expect, test } from "vitest";
import { historyOf, recall, remember } from "./history.ts";

test("up shows the newest line first, down brings back what was being typed", () => {
  const up = recall(historyOf(["ls", "ps"]), "ec", -1);
  expect(up?.text).toBe("ps");
  const upAgain = up && recall(up.history, "ps", -1);
  expect(upAgain?.text).toBe("ls");
  expect(upAgain && recall(upAgain.history, "ls", -1)).toBeNull();
  const down = upAgain && recall(upAgain.history, "ls", 1);
  const end = down && recall(down.history, "ps", 1);
  expect(end?.text).toBe("ec");
  expect(end && recall(end.history, "ec", 1)).toBeNull();
});

test("blank lines and repetitions are not remembered", () => {
  const once = remember(remember(remember(historyOf([]), "ls"), "ls"), "  ");
  expect(once.lines).toEqual(["ls"]);
});
