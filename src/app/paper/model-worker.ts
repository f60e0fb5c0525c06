// Runs the benchmarks of one world beside the page, so that it can be read meanwhile.

import { modelRows, type PaperWorld } from "../../timeline/paper.ts";

self.onmessage = ({ data }: MessageEvent<PaperWorld>) => {
  for (const rows of modelRows(data)) self.postMessage(rows);
  self.close();
};
