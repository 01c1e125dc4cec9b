import type { Line } from './fixLog';
import { matches, type Term } from './search';

export type Kind = 'All' | 'App' | 'Admin' | 'Rejects';
export const KINDS: readonly Kind[] = ['All', 'App', 'Admin', 'Rejects'];

export interface Filter {
  readonly kind: Kind;
  /** Empty for all sessions. */
  readonly session: string;
  readonly terms: readonly Term[];
}

export function passes(filter: Filter, line: Line): boolean {
  if (line.kind === 'cut') return true;
  const session = line.kind === 'gap' ? line.gap.session : line.message.session;
  if (filter.session !== '' && session !== filter.session) return false;
  // A gap belongs to the stream, not to a message: it is shown wherever the stream is, but is no hit of a search.
  if (line.kind === 'gap') return filter.terms.length === 0 && filter.kind !== 'Rejects';
  return ofKind(filter.kind, line.message) && matches(filter.terms, line.message);
}

function ofKind(kind: Kind, message: { readonly admin: boolean; readonly reject: boolean }): boolean {
  switch (kind) {
    case 'All':
      return true;
    case 'App':
      return !message.admin;
    case 'Admin':
      return message.admin;
    case 'Rejects':
      return message.reject;
  }
}

/** The lines that pass, kept up as lines are added: only new ones are looked at again. */
export class FilteredLines {
  private shown: Line[] = [];
  private seen = -1;
  private filter: Filter | undefined;

  /** Oldest first. The same array as long as nothing changed. */
  of(lines: readonly Line[], filter: Filter): readonly Line[] {
    if (filter !== this.filter) {
      this.filter = filter;
      this.shown = lines.filter((line) => passes(filter, line));
    } else {
      const fresh = newerThan(lines, this.seen).filter((line) => passes(filter, line));
      const first = lines[0]?.n ?? 0;
      const gone = this.shown.findIndex((line) => line.n >= first);
      if (fresh.length > 0 || gone !== 0) this.shown = [...(gone < 0 ? [] : this.shown.slice(gone)), ...fresh];
    }
    this.seen = lines.at(-1)?.n ?? this.seen;
    return this.shown;
  }
}

/** Numbers rise by one from line to line, so the place is known. */
function newerThan(lines: readonly Line[], n: number): readonly Line[] {
  const first = lines[0]?.n ?? 0;
  return lines.slice(Math.max(0, n + 1 - first));
}
