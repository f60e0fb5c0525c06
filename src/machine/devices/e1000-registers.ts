// Registers that Intel's Gigabit cards share (8254x Software Developer's Manual, 13; 82574 datasheet, 10).

/** Offsets from BAR 0. */
export const E1000 = {
  STATUS: 0x0008,
  MDIC: 0x0020, // reads and writes the PHY's registers
  ICR: 0x00c0, // interrupt cause, cleared by reading it
  ITR: 0x00c4, // least time between two interrupts, in 256 ns
  ICS: 0x00c8, // software raises a cause
  IMS: 0x00d0, // mask: set bits
  IMC: 0x00d8, // mask: clear bits
  EITR0: 0x00e8, // 82574: the same as ITR, for each MSI-X vector
  EITR1: 0x00ec,
  EXTCNF_CTRL: 0x0f00, // 82574: who owns the PHY
  RDTR: 0x2820, // receive delay
  RDT: 0x2818, // receive descriptor tail
  TDT: 0x3818, // transmit descriptor tail
  TIDV: 0x3820, // transmit delay
} as const;

/** Interrupt causes (ICR). */
export const CAUSE = {
  TXDW: 0x01, // a transmit descriptor was written back
  TXQE: 0x02, // the transmit queue is empty
  RXDMT0: 0x10, // receive descriptors run low
  RXT0: 0x80, // a frame was received
  RXQ0: 0x100000, // 82574, MSI-X: receive queue 0
  TXQ0: 0x400000, // 82574, MSI-X: transmit queue 0
} as const;

export const MDIC_READY = 0x10000000;
export const MDIO_SW_OWNERSHIP = 0x20;
export const EOP = 0x01000000; // descriptor command: the packet ends here
export const RS = 0x08000000; // report status: write the descriptor back
export const DEXT = 0x20000000; // not a legacy descriptor
export const DTYP_DATA = 0x00100000;
export const DD = 0x01; // descriptor done

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(E1000).map(([name, offset]) => [offset, name]));

// Statistics, 8254x manual 13.7: counters that go back to zero when they are read.
const STATISTICS: ReadonlyMap<number, string> = new Map(
  (
    "4000 CRCERRS,4004 ALGNERRC,4008 SYMERRS,400c RXERRC,4010 MPC,4014 SCC,4018 ECOL,401c MCC,4020 LATECOL,4028 COLC," +
    "4030 DC,4034 TNCRS,4038 SEC,403c CEXTERR,4040 RLEC,4048 XONRXC,404c XONTXC,4050 XOFFRXC,4054 XOFFTXC,4058 FCRUC," +
    "405c PRC64,4060 PRC127,4064 PRC255,4068 PRC511,406c PRC1023,4070 PRC1522,4074 GPRC,4078 BPRC,407c MPRC,4080 GPTC," +
    "4088 GORCL,408c GORCH,4090 GOTCL,4094 GOTCH,40a0 RNBC,40a4 RUC,40a8 RFC,40ac ROC,40b0 RJC,40b4 MGTPRC,40b8 MGTPDC," +
    "40bc MGTPTC,40c0 TORL,40c4 TORH,40c8 TOTL,40cc TOTH,40d0 TPR,40d4 TPT,40d8 PTC64,40dc PTC127,40e0 PTC255," +
    "40e4 PTC511,40e8 PTC1023,40ec PTC1522,40f0 MPTC,40f4 BPTC,40f8 TSCTC,40fc TSCTFC"
  )
    .split(",")
    .map((entry) => [Number.parseInt(entry.slice(0, 4), 16), entry.slice(5)]),
);

export const GPRC = 0x4074; // good packets received
export const GPTC = 0x4080; // good packets transmitted

export function e1000Name(offset: number): string | undefined {
  return NAMES.get(offset) ?? STATISTICS.get(offset);
}

export function isStatistic(offset: number): boolean {
  return STATISTICS.has(offset);
}

/** The statistics register with this name, as an offset. */
export function statistic(name: string): number {
  for (const [offset, known] of STATISTICS) if (known === name) return offset;
  throw new Error(`no statistics register is named ${name}`);
}
