// What the plugins of bin/ make of content/.

declare module "virtual:lessons" {
  /** In order. */
  export const LESSONS: readonly import("./lesson.ts").LessonHead[];
  export function loadLesson(id: string): Promise<import("./lesson.ts").Lesson | null>;
}

declare module "virtual:cards" {
  /** The authored cards, in order. */
  export const CARDS: readonly import("./card.ts").CardHead[];
  /** By their ids: what they are called. */
  export const CONCEPTS: Readonly<Record<string, import("./lesson.ts").Both<string>>>;
  export function loadCard(id: string): Promise<import("./card.ts").Card | null>;
}

declare module "virtual:fidelity" {
  export const FIDELITY: import("./fidelity.ts").Fidelity;
}

declare module "virtual:facts" {
  export const FACTS: readonly import("./facts.ts").FactSource[];
}
