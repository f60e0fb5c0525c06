import { useId } from "react";

export interface Option<V extends string | number> {
  readonly value: V;
  readonly label: string;
  /** Why it cannot be chosen. */
  readonly off?: string | undefined;
}

interface Props<V extends string | number> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly choose: (value: V) => void;
}

/** One of a few: radio buttons that look like a row of keys. */
export function Choice<V extends string | number>({ label, value, options, choose }: Props<V>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value} title={option.off} data-off={option.off !== undefined}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={option.off !== undefined}
              onChange={() => choose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
