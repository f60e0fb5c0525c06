// 8250: Linux's driver of serial ports (drivers/tty/serial/8250/8250_port.c), from open to close.
//
// A program that opens the port, writes and closes it makes the driver set up the chip, test it for two known faults,
// and take it down again: about fifty accesses before and after the bytes.

import {
  IER_RDI,
  IER_RLSI,
  IER_THRI,
  IIR_NO_INT,
  LSR_TEMT,
  LSR_THRE,
  UART,
  UART_LINE,
} from "../../machine/devices/uart16550.ts";
import { type Driver, type Kept, type Request, type Running, read, write } from "./driver.ts";

const TX_LOAD = 16; // tx_loadsz of a 16550A: the FIFO's size
const PASS_LIMIT = 512;
const LINE = 0x13; // 8 data bits; even parity selected, but off
const BYTE_WAIT = 1_041_667; // ns: a character at 9600 baud, how long wait_until_sent sleeps

export interface Serial8250 {
  /** Bytes in the circular buffer between the terminal and the chip. */
  readonly buffered: number;
  readonly enabled: number;
}

export const SERIAL_8250: Serial8250 = { buffered: 0, enabled: 0 };

export const serial8250: Driver<Serial8250> = {
  name: "8250",
  lines: { [UART_LINE]: "edge" },
  silentUntilOpened: true,
  *submit(kept, request) {
    if (request.kind !== "serial") throw new Error("8250: bytes for a terminal only");
    yield* startup(kept);
    yield* setTermios(kept);
    yield* out(UART.MCR, 0x0b, "uart_update_mctrl"); // DTR, RTS, OUT2
    yield* startTx(kept, request);
    yield { do: "sleep" };
    yield* waitUntilSent();
    yield* shutdown(kept);
  },
  interrupt: serial8250Interrupt,
};

function* into(register: number, by: string) {
  return yield* read("port", register, 1, by);
}

function* out(register: number, value: number, by: string): Running {
  yield* write("port", register, 1, value, by);
}

function* clearFifos(): Running {
  const by = "serial8250_clear_fifos";
  for (const value of [0x01, 0x07, 0x00]) yield* out(UART.IIR, value, by); // enable; clear both; disable
}

function* clearInterrupts(by: string): Running {
  for (const register of [UART.LSR, UART.THR, UART.IIR, UART.MSR]) yield* into(register, by);
}

function* startup(kept: Kept<Serial8250>): Running {
  const by = "serial8250_do_startup";
  yield* clearFifos();
  yield* clearInterrupts(by);
  yield* into(UART.LSR, by); // 0xff would mean that there is no chip
  yield { do: "hold-off", what: "interrupts" };
  yield* waitForXmitr();
  // "Test for UARTs that do not reassert THRE when the transmitter is idle"
  yield* out(UART.IER, IER_THRI, by);
  yield* into(UART.IIR, by);
  yield* out(UART.IER, 0, by);
  yield* out(UART.IER, IER_THRI, by);
  yield* into(UART.IIR, by);
  yield* out(UART.IER, 0, by);
  yield { do: "hold-off", what: "nothing" };
  yield { do: "listen", line: UART_LINE }; // setup_irq; the edge that the test made is still there
  yield* out(UART.LCR, 0x03, by);
  yield { do: "hold-off", what: "interrupts" };
  yield* out(UART.MCR, 0x08, by); // OUT2
  // "Do a quick test to see if we receive an interrupt when we enable the TX irq"
  yield* out(UART.IER, IER_THRI, by);
  yield* into(UART.LSR, by);
  yield* into(UART.IIR, by);
  yield* out(UART.IER, 0, by);
  yield { do: "hold-off", what: "nothing" };
  yield* clearInterrupts(by); // "again for luck"
  kept.state = { ...kept.state, enabled: IER_RLSI | IER_RDI };
}

function* waitForXmitr(): Running {
  while (!((yield* into(UART.LSR, "wait_for_xmitr")) & LSR_THRE)) yield { do: "spin" };
}

function* setTermios(kept: Kept<Serial8250>): Running {
  const by = "serial8250_do_set_termios";
  yield* out(UART.IER, kept.state.enabled, by);
  yield* out(UART.LCR, LINE | 0x80, "serial8250_do_set_divisor"); // DLAB: the divisor is at THR and IER now
  yield* out(UART.THR, 12, "serial8250_do_set_divisor"); // 115200 / 12 = 9600 baud
  yield* out(UART.IER, 0, "serial8250_do_set_divisor");
  yield* out(UART.LCR, LINE, by);
  yield* out(UART.IIR, 0x01, by);
  yield* out(UART.IIR, 0x81, by);
  yield* out(UART.MCR, 0x08, by);
}

function* startTx(kept: Kept<Serial8250>, request: Request): Running {
  yield { do: "hold-off", what: "interrupts" };
  const enabled = kept.state.enabled | IER_THRI;
  kept.state = { buffered: kept.state.buffered + request.bytes, enabled };
  yield* out(UART.IER, enabled, "serial8250_start_tx");
  yield { do: "hold-off", what: "nothing" };
}

/** Goes on until the chip says that nothing is left, which an emulated one says only when nothing is to be sent. */
function* serial8250Interrupt(kept: Kept<Serial8250>): Running {
  for (let pass = 0; pass <= PASS_LIMIT; pass++) {
    const iir = yield* into(UART.IIR, "serial8250_default_handle_irq");
    if (iir & IIR_NO_INT) return;
    const status = yield* into(UART.LSR, "serial8250_handle_irq");
    yield* into(UART.MSR, "serial8250_modem_status");
    if (status & LSR_THRE) yield* txChars(kept);
  }
}

function* txChars(kept: Kept<Serial8250>): Running {
  const now = Math.min(kept.state.buffered, TX_LOAD);
  for (let i = 0; i < now; i++) yield* out(UART.THR, 0x78, "serial8250_tx_chars");
  const wasBusy = kept.state.buffered > 0;
  kept.state = { ...kept.state, buffered: kept.state.buffered - now };
  if (kept.state.buffered > 0) return;
  kept.state = { ...kept.state, enabled: kept.state.enabled & ~IER_THRI };
  yield* out(UART.IER, kept.state.enabled, "__stop_tx");
  if (wasBusy) yield { do: "finish" };
}

function* waitUntilSent(): Running {
  while (!((yield* into(UART.LSR, "serial8250_tx_empty")) & LSR_TEMT)) yield { do: "delay", ns: BYTE_WAIT };
}

function* shutdown(kept: Kept<Serial8250>): Running {
  const by = "serial8250_do_shutdown";
  yield* out(UART.MCR, 0x08, "uart_update_mctrl");
  yield* out(UART.IER, 0, "serial8250_stop_rx");
  kept.state = { ...kept.state, enabled: 0 };
  yield* out(UART.IER, 0, by);
  yield* out(UART.MCR, 0x00, by);
  const line = yield* into(UART.LCR, by);
  yield* out(UART.LCR, line, by);
  yield* clearFifos();
  yield* into(UART.THR, by);
}
