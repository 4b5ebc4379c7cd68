/**
 * Puts text on the clipboard; false where the browser does not let us.
 * @param place element that a field may stand in for a moment, where there is only the old way
 */
export async function copyToClipboard(text: string, place: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text, place);
  }
}

/** Pages without https have no `navigator.clipboard`. */
function copyFromField(text: string, place: HTMLElement): boolean {
  const field = document.createElement('textarea');
  field.className = 'hidden';
  field.value = text;
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  place.append(field);
  try {
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way on such pages
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
