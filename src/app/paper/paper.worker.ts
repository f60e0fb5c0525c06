// Runs the benchmarks of one world beside the page, so that it can be read meanwhile.

import { modelRows } from "../../timeline/paper.ts";
import type { PaperWorld } from "../../timeline/paper-table.ts";

self.onmessage = ({ data }: MessageEvent<PaperWorld>) => {
  for (const rows of modelRows(data)) self.postMessage(rows);
  self.close();
};
