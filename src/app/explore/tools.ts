// The explorers: pages that look into one mechanism each, beside the course.

export const TOOLS = ["instructions", "translation", "memory", "devices", "paper"] as const;
export type Tool = (typeof TOOLS)[number];

/** Whether an address belongs to the explorers. */
export const isExplorer = (pathname: string): boolean =>
  pathname === "/explore" || TOOLS.some((tool) => pathname === `/${tool}`);
