// What a walk of page tables is called in the pictures, in both languages.

import type { Lang } from "./words.ts";

export interface WalkWords {
  readonly entry: string;
  readonly byte: string;
  readonly ept: (level: number) => string;
  readonly own: (order: number, of: number, level: number, table: string, index: number) => string;
  readonly shadow: (order: number, of: number, level: number, table: string, index: number) => string;
  readonly nestedGuest: (
    order: number,
    of: number,
    level: number,
    table: string,
    machine: string,
    index: number,
  ) => string;
  readonly nestedEpt: (
    order: number,
    of: number,
    level: number,
    table: string,
    index: number,
    seeking: number,
  ) => string;
  readonly native: (count: number) => string;
  readonly nested: (count: number, guest: number, ept: number) => string;
  readonly shadowed: (count: number) => string;
}

const ko: WalkWords = {
  entry: "게스트 항목",
  byte: "바이트",
  ept: (level) => `EPT L${level}`,
  own: (order, of, level, table, index) =>
    `${of}번 중 ${order}번째: 레벨 ${level} 표(프레임 ${table})의 ${index}번 항목`,
  shadow: (order, of, level, table, index) =>
    `${of}번 중 ${order}번째: 하이퍼바이저가 만든 레벨 ${level} 섀도 표(프레임 ${table})의 ${index}번 항목`,
  nestedGuest: (order, of, level, table, machine, index) =>
    `${of}번 중 ${order}번째: 게스트의 레벨 ${level} 표에서 ${index}번 항목을 읽습니다. 게스트는 이 표가 프레임 ${table}에 있다고 알지만 실제로는 ${machine}에 있습니다.`,
  nestedEpt: (order, of, level, table, index, seeking) =>
    `${of}번 중 ${order}번째: EPT 레벨 ${level} 표(프레임 ${table})의 ${index}번 항목. ${
      seeking === 0 ? "바이트가 든 페이지가" : `게스트의 레벨 ${seeking} 표가`
    } 실제로 어디에 있는지 찾는 중입니다.`,
  native: (count) => `가상화 없이: 페이지 표를 ${count}번 읽어 바이트를 찾습니다.`,
  nested: (count, guest, ept) =>
    `가상 머신 안에서: 페이지 표를 ${count}번 읽습니다. 게스트의 표를 ${guest}번, 하이퍼바이저의 EPT를 ${ept}번 읽습니다.`,
  shadowed: (count) => `섀도 페이지 표로: ${count}번 읽습니다. 게스트의 표는 한 번도 읽지 않습니다.`,
};

const en: WalkWords = {
  entry: "guest entry",
  byte: "the byte",
  ept: (level) => `EPT L${level}`,
  own: (order, of, level, table, index) =>
    `${order} of ${of}: entry ${index} of the level ${level} table in frame ${table}`,
  shadow: (order, of, level, table, index) =>
    `${order} of ${of}: entry ${index} of the level ${level} shadow table that the hypervisor made, in frame ${table}`,
  nestedGuest: (order, of, level, table, machine, index) =>
    `${order} of ${of}: entry ${index} of the guest's level ${level} table. The guest has it in frame ${table}; really it lies in ${machine}.`,
  nestedEpt: (order, of, level, table, index, seeking) =>
    `${order} of ${of}: entry ${index} of the EPT's level ${level} table in frame ${table}, to find out where ${
      seeking === 0 ? "the byte's page" : `the guest's level ${seeking} table`
    } really is.`,
  native: (count) => `Without virtualization: ${count} reads of page tables find the byte.`,
  nested: (count, guest, ept) =>
    `In a virtual machine: ${count} reads of page tables, ${guest} of the guest's and ${ept} of the hypervisor's EPT.`,
  shadowed: (count) => `With shadow tables: ${count} reads; none of them is of a table of the guest.`,
};

export const WALK_WORDS: Readonly<Record<Lang, WalkWords>> = { ko, en };
