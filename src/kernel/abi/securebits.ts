// The securebits of a thread: capabilities(7), "The securebits flags". The bit above each locks it.

export const SECBIT_NOROOT = 1 << 0;
export const SECBIT_NO_SETUID_FIXUP = 1 << 2;
export const SECBIT_KEEP_CAPS = 1 << 4;
export const SECBIT_NO_CAP_AMBIENT_RAISE = 1 << 6;

/** In the order of their bits, as setpriv(1) names them; NAME_locked is the next bit. */
export const SECUREBITS = ["noroot", "no_setuid_fixup", "keep_caps", "no_cap_ambient_raise"] as const;

export const SECURE_ALL_BITS = 0x55;
export const SECURE_ALL_LOCKS = 0xaa;
