export function StageTree() {
  return null;
}
