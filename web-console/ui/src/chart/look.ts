/** The theme's colours as the chart's canvas needs them: it cannot read CSS variables itself. */
export interface ChartLook {
  readonly ground: string;
  readonly text: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly buy: string;
  readonly sell: string;
  readonly accent: string;
  readonly info: string;
  readonly label: string;
  readonly font: string;
}

export function readLook(element: HTMLElement): ChartLook {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: token('--bg-1'),
    text: token('--fg-2'),
    line: token('--bg-2'),
    lineStrong: token('--line-strong'),
    buy: token('--buy'),
    sell: token('--sell'),
    accent: token('--accent'),
    info: token('--info'),
    label: token('--bg-3'),
    font: token('--font'),
  };
}

/** Calls back whenever palette or theme of the page change; returns what ends it. */
export function onLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-palette', 'data-theme', 'data-density'] });
  return () => observer.disconnect();
}
