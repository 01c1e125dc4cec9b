/**
 * The rows of a grid as records by column title; a title that is not printed counts by its label.
 *
 * @param how `'exact'`: numbers as their titles have them, to the last digit, instead of as they are printed
 */
export function records(grid, how) {
  return grid.evaluate((el, exact) => {
    const textOf = (cell) => (exact ? cell.querySelector('.flash[title]')?.title : undefined) ?? cell.textContent.trim();
    const titles = [...el.querySelectorAll('[role=columnheader]')].map((it) =>
      (it.getAttribute('aria-label') ?? it.textContent).replace(/\s*[▲▼]$/, '').trim(),
    );
    return [...el.querySelectorAll('[role=row]')]
      .map((row) => [...row.querySelectorAll('[role=gridcell]')])
      .filter((cells) => cells.length === titles.length)
      .map((cells) => Object.fromEntries(cells.map((cell, i) => [titles[i], textOf(cell)])));
  }, how === 'exact');
}

/**
 * Writes down every look a row of the blotter takes on, from now on: `word` and `class`, one entry per change. Read it with the
 * function returned. States of milliseconds are caught as well, since it listens instead of looking.
 */
export async function recordLooks(page) {
  await page.evaluate(() => {
    const seen = (window.atlasLooks = {});
    const look = () => {
      for (const row of document.querySelectorAll('[data-panel=blotter] [role=row]')) {
        const cells = [...row.querySelectorAll('[role=gridcell]')].map((it) => it.textContent.trim());
        const word = /(WAITING|LIVE|FILLED|CANCELED|REJECTED|EXPIRED)/.exec(cells.join('\n'))?.[1];
        if (word !== undefined) {
          const list = (seen[cells[1]] ??= []);
          const now = `${word} ${row.className.replace('grid-row', '').trim()}`;
          if (list.at(-1) !== now) {
            list.push(now);
          }
        }
      }
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class'] });
  });
  return (name) => page.evaluate((it) => window.atlasLooks[it] ?? [], name);
}
