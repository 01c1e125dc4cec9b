import { registry, type Action } from './registry';

const SEQUENCE_MS = 1200;
const NO_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color']);

/** `Ctrl+Shift+X`, `Shift+1`, `B`, `Space`, `/`: one name per key press, whatever the layout. */
export function nameOf(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const letter = event.key.length === 1;
  const base = event.key === ' ' ? 'Space' : (digit !== undefined && event.shiftKey ? digit : letter ? event.key.toUpperCase() : event.key);
  // A character that needs Shift to be typed (`?`) says so itself.
  const shifted = event.shiftKey && (!letter || /[A-Z0-9]/.test(base) || event.key === ' ');
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${base}`;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return !NO_TEXT.has(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Listens on the document and runs what fits; give `singleKeys` false to switch single letters off. */
export class Keyboard {
  private first = '';
  private firstAt = 0;

  constructor(private readonly singleKeys: () => boolean) {}

  attach(): () => void {
    const onKey = (event: KeyboardEvent): void => this.pressed(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) {
      return;
    }
    const name = nameOf(event);
    const typing = isTyping(event.target);
    const started = this.first !== '' && event.timeStamp - this.firstAt < SEQUENCE_MS ? this.first : '';
    this.first = '';
    const action = (started !== '' ? this.find(`${started} ${name}`, typing, event.target) : undefined) ?? this.find(name, typing, event.target);
    if (action !== undefined) {
      event.preventDefault();
      action.run();
    } else if (!typing && this.startsSequence(name)) {
      this.first = name;
      this.firstAt = event.timeStamp;
    }
  }

  private startsSequence(name: string): boolean {
    return this.singleKeys() && registry.getState().actions.some((it) => it.keys?.some((key) => key.startsWith(`${name} `)));
  }

  private find(name: string, typing: boolean, target: EventTarget | null): Action | undefined {
    const single = !name.startsWith('Ctrl+') && name.replace(/^Shift\+/, '').length === 1;
    if (single && !this.singleKeys()) {
      return undefined;
    }
    const fits = registry.getState().actions.filter(
      (it) => it.keys?.includes(name) === true && (!typing || it.whileTyping === true) && inScope(it, target),
    );
    // What belongs to the panel one is in goes before what belongs to the page.
    return fits.findLast((it) => it.scope !== undefined) ?? fits.at(-1);
  }
}

function inScope(action: Action, target: EventTarget | null): boolean {
  return action.scope === undefined || (target instanceof Element && target.closest(`[data-panel="${action.scope}"]`) !== null);
}
