import { expect, test } from "vitest";
import { EPERM } from "../../kernel/abi/errno.ts";
import { HYPERCALLS, hypercall, permission } from "./hypercalls.ts";

test("42 numbers are defined, 0 to 42 without 11", () => {
  expect(HYPERCALLS.map(({ number }) => number)).toEqual([...Array(43).keys()].filter((n) => n !== 11));
});

test("three of them are kept for old guests", () => {
  expect(HYPERCALLS.filter(({ name }) => name.endsWith("_compat")).map(({ number }) => number)).toEqual([6, 16, 19]);
});

test("the Xen 2.0 manual knows 22 of today's 42; iret came with 64 bits", () => {
  expect(HYPERCALLS.filter(({ manual2 }) => manual2 !== null)).toHaveLength(22);
  expect(hypercall("iret")).toMatchObject({ number: 23, manual2: null });
});

test("only domain 0 manages other domains", () => {
  expect(permission(0, "domctl")).toBe(0);
  expect(permission(3, "domctl")).toBe(EPERM);
  expect(permission(3, "mmu_update")).toBe(0);
});
