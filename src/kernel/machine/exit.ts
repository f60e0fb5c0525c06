// Why a guest gave the processor back to its monitor: kvm_run.exit_reason, include/uapi/linux/kvm.h.

export const KVM_EXIT_IO = 2;
export const KVM_EXIT_HLT = 5;
export const KVM_EXIT_SHUTDOWN = 8;
export const KVM_EXIT_INTR = 10;

/** Ports that the exits of the model come from: the first serial port; power management and reset of the PIIX4 board. */
export const COM1 = 0x3f8;
export const ACPI_PM1A_CNT = 0x604;
export const RESET_CONTROL = 0xcf9;

export interface VmExit {
  readonly reason: typeof KVM_EXIT_IO | typeof KVM_EXIT_HLT | typeof KVM_EXIT_SHUTDOWN | typeof KVM_EXIT_INTR;
  /** KVM_EXIT_IO: which port was written to, and the bytes. */
  readonly port?: number;
  readonly data?: string;
}
