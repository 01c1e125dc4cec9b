/** Where keys and price buttons put the cursor. */
export const SUBMIT_ID = 'ticket-submit';
export const QTY_ID = 'ticket-qty';
export const PX_ID = 'ticket-px';

/** After the next paint: what is to be focused may just be coming into being or being switched on. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

export function focusSubmit(): void {
  focusSoon(SUBMIT_ID);
}
