// Runs the benchmarks of the paper beside the page: one message for each that is done, with its rows.

import { modelRows } from "../../timeline/paper.ts";
import { PAPER_WORLDS } from "../../timeline/paper-table.ts";

for (const world of PAPER_WORLDS) for (const rows of modelRows(world)) postMessage(rows);
