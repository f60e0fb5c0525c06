// The pages and their addresses, all behind "#" so that the build runs from any folder or file share.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { createPageHistory } from "./history.ts";
import { flags } from "./query.ts";
import {
  type Moment,
  readCardAddress,
  readMoment,
  readSpeakerAddress,
  readTalkAddress,
  readViewAddress,
} from "./search.ts";
import { PageFault } from "./shell/fault.tsx";
import { Loading } from "./shell/loading.tsx";
import { MissingPage } from "./shell/missing-page.tsx";
import { Shell } from "./shell/shell.tsx";
import { StartPage } from "./start/start-page.tsx";
import { tell } from "./view/notices.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage, errorComponent: PageFault });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: flags.gallery ? lazyRouteComponent(() => import("./gallery/gallery-page.tsx"), "GalleryPage") : StartPage,
});

const learn = createRoute({
  getParentRoute: () => root,
  path: "/learn",
  component: lazyRouteComponent(() => import("./learn/learn-page.tsx"), "LearnPage"),
});

function readMomentAddress(raw: Record<string, unknown>): Moment {
  const { moment, damaged } = readMoment(raw);
  if (damaged.length > 0) queueMicrotask(() => tell({ kind: "link-damaged", fields: damaged }));
  return moment;
}

const lesson = createRoute({
  getParentRoute: () => root,
  path: "/learn/$lesson",
  component: lazyRouteComponent(() => import("./lesson/lesson-page.tsx"), "LessonPage"),
  validateSearch: readMomentAddress,
});

const review = createRoute({
  getParentRoute: () => root,
  path: "/review",
  component: lazyRouteComponent(() => import("./review/review-page.tsx"), "ReviewPage"),
});

const reviewCards = createRoute({
  getParentRoute: () => root,
  path: "/review/cards",
  component: lazyRouteComponent(() => import("./review/session-page.tsx"), "SessionPage"),
  validateSearch: readCardAddress,
});

const reviewStats = createRoute({
  getParentRoute: () => root,
  path: "/review/stats",
  component: lazyRouteComponent(() => import("./review/stats-page.tsx"), "StatsPage"),
});

const sandbox = createRoute({
  getParentRoute: () => root,
  path: "/sandbox",
  component: lazyRouteComponent(() => import("./sandbox/sandbox-page.tsx"), "SandboxPage"),
  validateSearch: readMomentAddress,
});

const present = createRoute({
  getParentRoute: () => root,
  path: "/present",
  component: lazyRouteComponent(() => import("./present/present-page.tsx"), "PresentPage"),
});

const talk = createRoute({
  getParentRoute: () => root,
  path: "/present/$seminar",
  component: lazyRouteComponent(() => import("./present/talk-page.tsx"), "TalkPage"),
  validateSearch: readTalkAddress,
});

const speaker = createRoute({
  getParentRoute: () => root,
  path: "/present/$seminar/speaker",
  component: lazyRouteComponent(() => import("./present/speaker-page.tsx"), "SpeakerPage"),
  validateSearch: readSpeakerAddress,
});

const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  component: lazyRouteComponent(() => import("./explore/explore-page.tsx"), "ExplorePage"),
});

const instructions = createRoute({
  getParentRoute: () => root,
  path: "/instructions",
  component: lazyRouteComponent(() => import("./instructions/instructions-page.tsx"), "InstructionsPage"),
  validateSearch: readViewAddress,
});

const translation = createRoute({
  getParentRoute: () => root,
  path: "/translation",
  component: lazyRouteComponent(() => import("./translation/translation-page.tsx"), "TranslationPage"),
  validateSearch: readViewAddress,
});

const memory = createRoute({
  getParentRoute: () => root,
  path: "/memory",
  component: lazyRouteComponent(() => import("./memory/memory-page.tsx"), "MemoryPage"),
  validateSearch: readViewAddress,
});

const devices = createRoute({
  getParentRoute: () => root,
  path: "/devices",
  component: lazyRouteComponent(() => import("./devices/devices-page.tsx"), "DevicesPage"),
  validateSearch: readViewAddress,
});

const paper = createRoute({
  getParentRoute: () => root,
  path: "/paper",
  component: lazyRouteComponent(() => import("./paper/paper-page.tsx"), "PaperPage"),
  validateSearch: readViewAddress,
});

const about = createRoute({
  getParentRoute: () => root,
  path: "/about",
  component: lazyRouteComponent(() => import("./about/about-page.tsx"), "AboutPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    learn,
    lesson,
    review,
    reviewCards,
    reviewStats,
    sandbox,
    explore,
    instructions,
    translation,
    memory,
    devices,
    paper,
    present,
    talk,
    speaker,
    about,
  ]),
  history: createPageHistory(),
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageFault,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
