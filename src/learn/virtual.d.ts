// What bin/lessons.ts makes of content/lessons.
declare module "virtual:lessons" {
  import type { Lesson, LessonHead } from "./lesson.ts";
  export const LESSONS: readonly LessonHead[];
  export function loadLesson(id: string): Promise<Lesson | null>;
}
