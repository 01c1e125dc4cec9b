import './fonts.css';
import './tokens.css';
import './base.css';

export type Palette = 'default' | 'cvd';
export type Theme = 'dark' | 'light';
export type Density = 'dense' | 'roomy';

const sizes = new Map<string, number>();

/** A size among the tokens, in pixels. Kept: asking the browser has the whole page styled at once. */
export function tokenPx(name: string, fallback: number): number {
  const known = sizes.get(name);
  if (known !== undefined) {
    return known;
  }
  const px = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name));
  if (!Number.isFinite(px)) {
    return fallback;
  }
  sizes.set(name, px);
  return px;
}

/** Writes the look onto the document; the tokens do the rest. */
export function applyTheme(look: { palette: Palette; theme: Theme; density: Density }): void {
  const { dataset } = document.documentElement;
  dataset['palette'] = look.palette;
  dataset['theme'] = look.theme;
  dataset['density'] = look.density;
  sizes.clear();
}
