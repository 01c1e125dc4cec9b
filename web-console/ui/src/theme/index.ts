import './fonts.css';
import './tokens.css';
import './base.css';

export type Palette = 'default' | 'cvd';
export type Theme = 'dark' | 'light';
export type Density = 'dense' | 'roomy';

/** Writes the look onto the document; the tokens do the rest. */
export function applyTheme(look: { palette: Palette; theme: Theme; density: Density }): void {
  const { dataset } = document.documentElement;
  dataset['palette'] = look.palette;
  dataset['theme'] = look.theme;
  dataset['density'] = look.density;
}
