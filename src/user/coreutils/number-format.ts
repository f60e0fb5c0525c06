// printf(3)'s conversions of numbers.

export interface Spec {
  /** Any of "-+ #0". */
  readonly flags: string;
  readonly width: number;
  /** -1 where the conversion has none. */
  readonly precision: number;
}

const U64 = 1n << 64n;

/** %s and %c: blanks to the width. */
export function pad(text: string, { flags, width }: Spec): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

/** %d %i %u %o %x %X */
export function formatInteger(value: bigint, kind: string, spec: Spec): string {
  const { flags, precision } = spec;
  const signed = kind === "d" || kind === "i";
  const negative = signed && value < 0n;
  const size = negative ? -value : value < 0n ? value + U64 : value;
  let digits = size.toString(kind === "o" ? 8 : kind === "x" || kind === "X" ? 16 : 10);
  if (kind === "X") digits = digits.toUpperCase();
  if (precision === 0 && size === 0n) digits = "";
  digits = digits.padStart(precision, "0");
  if (flags.includes("#") && kind === "o" && !digits.startsWith("0")) digits = `0${digits}`;
  const prefix = flags.includes("#") && size !== 0n && (kind === "x" || kind === "X") ? `0${kind}` : "";
  const zeros = precision < 0; // "If a precision is given with an integer conversion, the 0 flag is ignored"
  return withSign(digits, signed ? sign(negative, flags) : "", prefix, spec, zeros);
}

/** %e %E %f %F %g %G */
export function formatFloat(value: number, kind: string, spec: Spec): string {
  const { flags } = spec;
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const precision = spec.precision < 0 ? 6 : Math.min(spec.precision, 100);
  let digits: string;
  if (!Number.isFinite(size)) {
    digits = Number.isNaN(size) ? "nan" : "inf";
    if (/[A-Z]/.test(kind)) digits = digits.toUpperCase();
    return withSign(digits, sign(negative, flags), "", spec, false);
  }
  const lower = kind.toLowerCase();
  if (lower === "f") digits = fixed(size, precision);
  else if (lower === "e") digits = exponent(size, precision);
  else digits = shorter(size, precision === 0 ? 1 : precision, flags.includes("#"));
  if (/[A-Z]/.test(kind)) digits = digits.toUpperCase();
  return withSign(digits, sign(negative, flags), "", spec, true);
}

// toFixed switches to exponents at 1e21; whole numbers that large print exactly through BigInt.
function fixed(size: number, precision: number): string {
  if (size < 1e21) return size.toFixed(precision);
  return BigInt(size).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
}

function exponent(size: number, precision: number): string {
  return size.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
}

// "Style e is used if the exponent from its conversion is less than -4 or greater than or equal to the precision."
function shorter(size: number, precision: number, keepZeros: boolean): string {
  const power = size === 0 ? 0 : Number(/e([+-]\d+)$/.exec(size.toExponential(precision - 1))?.[1] ?? 0);
  const wide = power < -4 || power >= precision;
  const text = wide ? exponent(size, precision - 1) : fixed(size, precision - 1 - power);
  if (keepZeros || !text.includes(".")) return text;
  return text.replace(/\.?0+(e|$)/, "$1");
}

function sign(negative: boolean, flags: string): string {
  return negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function withSign(digits: string, mark: string, prefix: string, spec: Spec, zeros: boolean): string {
  if (zeros && spec.flags.includes("0") && !spec.flags.includes("-")) {
    return mark + prefix + digits.padStart(spec.width - mark.length - prefix.length, "0");
  }
  return pad(mark + prefix + digits, spec);
}
