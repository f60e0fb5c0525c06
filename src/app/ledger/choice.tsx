interface ChoiceProps {
  readonly name: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
  /** Why it cannot be chosen. */
  readonly reason?: string | undefined;
}

/** One of several that can be chosen; what cannot be chosen says why. */
export function Choice({ name, pressed, onClick, reason }: ChoiceProps) {
  return (
    <button
      type="button"
      className="small-button"
      aria-pressed={pressed}
      aria-disabled={reason !== undefined}
      title={reason}
      onClick={() => reason === undefined && onClick()}
    >
      {name}
      {reason !== undefined && <span className="hidden">: {reason}</span>}
    </button>
  );
}
