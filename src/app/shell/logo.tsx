/** The house with a room and a house inside it. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path className="logo-house" d="M4 14 16 4l12 10v14H4z" />
      <path className="logo-kernel" d="M4 24h24v4H4z" />
      <rect className="logo-room" x="8" y="15" width="7" height="7" />
      <path className="logo-guest" d="M18 22v-5l3.5-2.5L25 17v5z" />
    </svg>
  );
}
