// Where a fault stops: one panel says what happened and offers to try again, the others go on.

import { Component, type ReactNode } from "react";
import { useMessages } from "../i18n/messages.ts";

interface Props {
  /** What failed, in the reader's words; without it, the whole page did. */
  readonly name?: string;
  readonly children: ReactNode;
}

export class Fault extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error("unknown") };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const retry = () => this.setState({ error: null });
    return <NamedFault name={this.props.name ?? null} error={this.state.error} retry={retry} />;
  }
}

function NamedFault({ name, ...rest }: { readonly name: string | null } & Omit<MessageProps, "message">) {
  const { faults } = useMessages();
  return <FaultMessage message={name === null ? faults.page : faults.panel(name)} {...rest} />;
}

interface MessageProps {
  readonly message: string;
  readonly error: unknown;
  readonly retry: () => void;
}

export function FaultMessage({ message, error, retry }: MessageProps) {
  const { faults, retry: retryLabel } = useMessages();
  return (
    <div className="fault" role="alert">
      <p>{message}</p>
      <details>
        <summary>{faults.details}</summary>
        <pre>{error instanceof Error ? error.message : String(error)}</pre>
      </details>
      <button type="button" className="button" onClick={retry}>
        {retryLabel}
      </button>
    </div>
  );
}

/** The router's form of the same. */
export function PageFault({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <div className="page">
      <NamedFault name={null} error={error} retry={reset} />
    </div>
  );
}
