import { useMessages } from "../i18n/messages.ts";

export function Loading() {
  return (
    <p className="loading" role="status">
      {useMessages().loading}
    </p>
  );
}
