/** Exact decimals as the server counts them: whole numbers of 0.00000001. */
const SCALE = 8;
const ONE = 10n ** BigInt(SCALE);

/** Of a wire decimal or of a number as the page prints it: `1,000,000.00`, `−3.5`, `$1,000`. */
export function units(text) {
  const plain = text.replaceAll(/[,$\s]/g, '').replace('−', '-').replace(/^\+/, '');
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(plain);
  if (match === null) {
    throw new Error(`not a number: '${text}'`);
  }
  const [, minus, whole, fraction = ''] = match;
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(SCALE, '0'));
  return minus === '-' ? -value : value;
}

/** The product of two decimals; exact, since tick times lot is a multiple of the unit. */
export function product(left, right) {
  const exact = units(left) * units(right);
  if (exact % ONE !== 0n) {
    throw new Error(`${left} x ${right} is no multiple of 0.00000001`);
  }
  return exact / ONE;
}

export function text(value) {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction === '' ? '' : `.${fraction}`}`;
}
