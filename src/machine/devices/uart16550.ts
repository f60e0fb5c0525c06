// A 16550 serial port (National PC16550D data sheet, 8), the second of a PC: ports 0x2f8 to 0x2ff, IRQ 3.
//
// Every byte goes through one register, one access each; the FIFO of 16 bytes only saves interrupts.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";

const BASE = 0x2f8;
export const UART = {
  THR: BASE, // reads as the receive buffer; with DLAB the divisor's low byte
  IER: BASE + 1, // interrupt enable; with DLAB the divisor's high byte
  IIR: BASE + 2, // interrupt identification; written, it is the FIFO control
  LCR: BASE + 3, // line control
  MCR: BASE + 4, // modem control
  LSR: BASE + 5, // line status
  MSR: BASE + 6, // modem status
} as const;
export const UART_LINE = "irq3";

export const IER_RDI = 0x01; // received data
export const IER_THRI = 0x02; // transmitter holding register empty
export const IER_RLSI = 0x04; // line status
export const IIR_NO_INT = 0x01;
const IIR_THRI = 0x02;
const IIR_FIFO = 0xc0;
const LCR_DLAB = 0x80;
export const LSR_THRE = 0x20; // the FIFO is empty
export const LSR_TEMT = 0x40; // and so is the shift register
const FIFO_BYTES = 16;

export interface Uart {
  readonly enabled: number;
  readonly fifoControl: number;
  readonly line: number;
  readonly modem: number;
  readonly divisor: number;
  /** Bytes in the FIFO and the shift register. */
  readonly pending: number;
  /** The FIFO has become empty and nobody has read so yet. */
  readonly emptied: boolean;
  readonly raised: boolean;
  /** ns to send a byte; 0 as an emulator does it, which has no wire to wait for. */
  readonly byteTime: number;
}

export function uart(byteTime: number): Uart {
  return {
    enabled: 0,
    fifoControl: 0,
    line: 0,
    modem: 0,
    divisor: 12,
    pending: 0,
    emptied: false,
    raised: false,
    byteTime,
  };
}

const READ_NAMES = ["RBR", "IER", "IIR", "LCR", "MCR", "LSR", "MSR"];
const WRITE_NAMES = ["THR", "IER", "FCR", "LCR", "MCR"];

export const uart16550: Device<Uart> = {
  name: "16550",
  register({ space, address, write }) {
    return space === "port" ? (write === undefined ? READ_NAMES : WRITE_NAMES)[address - BASE] : undefined;
  },
  access(state, access) {
    if (access.space !== "port") return unknown(uart16550.name, access);
    return access.write === undefined ? read(state, access) : write(state, access, access.write);
  },
  work(state) {
    if (state.pending === 0) return { state, events: [] }; // the FIFO was cleared meanwhile
    const pending = state.pending - 1;
    const moved: DeviceEvent = { type: "moved", bytes: 1, to: "host" };
    const more: readonly DeviceEvent[] = pending > 0 ? [{ type: "timer-armed", after: state.byteTime }] : [];
    return settle({ ...state, pending, emptied: state.emptied || pending === 0 }, [moved, ...more]);
  },
};

function read(state: Uart, access: Access): Outcome<Uart> {
  const value = (n: number): Outcome<Uart> => ({ state, value: n, events: [] });
  switch (access.address) {
    case UART.THR:
      return value(0); // nothing is ever received
    case UART.IIR: {
      const fifo = state.fifoControl & 1 ? IIR_FIFO : 0;
      if (!state.raised) return value(fifo | IIR_NO_INT);
      // Reading the IIR takes this interrupt away (PC16550D, 8.5).
      return { ...settle({ ...state, emptied: false }, []), value: fifo | IIR_THRI };
    }
    case UART.LCR:
      return value(state.line);
    case UART.LSR:
      return value(state.pending === 0 ? LSR_THRE | LSR_TEMT : 0);
    case UART.MSR:
      return value(0xb0); // the other side is there: DCD, DSR, CTS
    default:
      return unknown(uart16550.name, access);
  }
}

function write(state: Uart, access: Access, value: number): Outcome<Uart> {
  const isDivisor = (state.line & LCR_DLAB) !== 0;
  switch (access.address) {
    case UART.THR:
      return isDivisor ? settle({ ...state, divisor: (state.divisor & 0xff00) | value }, []) : send(state);
    case UART.IER: {
      if (isDivisor) return settle({ ...state, divisor: (state.divisor & 0xff) | (value << 8) }, []);
      // Enabled while the FIFO is empty, the interrupt comes at once.
      const turnedOn = (value & ~state.enabled & IER_THRI) !== 0 && state.pending === 0;
      return settle({ ...state, enabled: value, emptied: state.emptied || turnedOn }, []);
    }
    case UART.IIR:
      return settle({ ...state, fifoControl: value, pending: value & 4 ? 0 : state.pending }, []);
    case UART.LCR:
      return settle({ ...state, line: value }, []);
    case UART.MCR:
      return settle({ ...state, modem: value }, []);
    default:
      return unknown(uart16550.name, access);
  }
}

function send(state: Uart): Outcome<Uart> {
  if (state.pending >= FIFO_BYTES + 1)
    throw new Error("16550: a byte written into a full FIFO is lost; a driver must not");
  const waiting = settle({ ...state, emptied: false, pending: state.pending + 1 }, []);
  if (state.byteTime === 0) {
    const gone = settle({ ...waiting.state, emptied: true, pending: 0 }, [{ type: "moved", bytes: 1, to: "host" }]);
    return { state: gone.state, events: [...waiting.events, ...gone.events] };
  }
  const starts = state.pending === 0;
  return starts ? { ...waiting, events: [...waiting.events, { type: "timer-armed", after: state.byteTime }] } : waiting;
}

function settle(state: Uart, before: readonly DeviceEvent[]): Outcome<Uart> {
  const raised = state.emptied && (state.enabled & IER_THRI) !== 0;
  if (raised === state.raised) return { state, events: before };
  const signal = raised ? "raised" : "lowered";
  return { state: { ...state, raised }, events: [...before, { type: "interrupt", line: UART_LINE, signal }] };
}
