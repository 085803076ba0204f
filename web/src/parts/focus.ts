/** When what had the focus is gone, it goes to where the reader goes on: within what is left of its place, else to the heading. */
export function keepFocus(place?: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const within = place?.isConnected === true ? place.querySelector<HTMLElement>('button, a, summary') : null;
    (within ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
  });
}
