import { rawFields } from './rawFix';
import { isFieldHit, type Term } from './search';

/** The message as on the wire, with its separators to be seen. */
export function RawLine({ raw, terms }: { readonly raw: string; readonly terms: readonly Term[] }) {
  return (
    <code className="fix-raw mono" title={raw.replaceAll('\u0001', ' | ')}>
      {rawFields(raw).map((field, i) => {
        const text = field.tag === '' ? field.value : `${field.tag}=${field.value}`;
        return (
          <span key={i} className={isFieldHit(terms, field) ? 'fix-raw-field fix-hit' : 'fix-raw-field'}>
            {text}
          </span>
        );
      })}
    </code>
  );
}
