import { expect, test } from "vitest";
import { readAddress } from "./history.ts";

test.each([
  ["", "/", ""],
  ["#", "/", ""],
  ["#/", "/", ""],
  ["#/learn/x?step=a&at=3", "/learn/x", "?step=a&at=3"],
  ["#learn", "/learn", ""],
  ["#//elsewhere.example", "/elsewhere.example", ""],
])("%s is the page %s", (hash, pathname, search) => {
  expect(readAddress(hash, null)).toMatchObject({ pathname, search });
});
