// What bin/seminars.ts makes of content/seminars.

declare module "virtual:seminars" {
  export const SEMINARS: readonly import("./seminar.ts").Seminar[];
}
