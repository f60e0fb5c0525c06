export function LanesPanel() {
  return null;
}
