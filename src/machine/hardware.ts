// The hardware that a kernel runs on, as far as a program can find it out.

export interface Hardware {
  readonly cpus: number;
  readonly cpuModel: string;
  /** bytes */
  readonly memory: number;
  readonly disk: { readonly name: string /** bytes */; readonly size: number };
  readonly nic: string;
}

export const SERVER: Hardware = {
  cpus: 2,
  cpuModel: "x86-64",
  memory: 8 * 2 ** 30,
  disk: { name: "vda", size: 20 * 2 ** 30 },
  nic: "eth0",
};
