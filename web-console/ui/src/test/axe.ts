import axe from 'axe-core';

/**
 * What axe finds wrong in the page as it stands, a line per place. Without a layout engine colours and sizes cannot be judged; language
 * and title are the business of `index.html`.
 */
export async function axeFaults(): Promise<readonly string[]> {
  const off = ['color-contrast', 'html-has-lang', 'document-title', 'landmark-one-main', 'page-has-heading-one', 'region'];
  const { violations } = await axe.run(document.body, {
    resultTypes: ['violations'],
    rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])),
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
