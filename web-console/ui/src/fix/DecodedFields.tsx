import type { Decoded, DecodedField } from '../wire/types';
import { rawFields } from './rawFix';
import { isFieldHit, type Term } from './search';

interface Props {
  readonly decoded: Decoded;
  readonly terms: readonly Term[];
}

/** Every tag in wire order: number, name, value and what it means; what is wrong with it in red. */
export function DecodedFields({ decoded, terms }: Props) {
  return (
    <>
      {faultsOf(decoded).map((check) => (
        <p key={check.name} className="crit">
          ✗ {check.name}: {check.text}
        </p>
      ))}
      <dl className="fix-fields">
        {decoded.fields.map((field, i) => (
          <Field key={i} field={field} check={checkOf(decoded, field)} hit={isHit(terms, field)} />
        ))}
      </dl>
    </>
  );
}

function isHit(terms: readonly Term[], field: DecodedField): boolean {
  return isFieldHit(terms, { tag: String(field.tag), value: field.value });
}

type Check = Decoded['checks'][number];

/** BodyLength(9) and CheckSum(10) carry the server's verdict. */
function checkOf(decoded: Decoded, field: DecodedField): Check | undefined {
  return decoded.checks.find((check) => check.name === nameOf(field));
}

function nameOf(field: DecodedField): string {
  return `${field.name}(${field.tag})`;
}

/** What is wrong with the message as a whole rather than with one field. */
function faultsOf(decoded: Decoded): readonly Check[] {
  return decoded.checks.filter((check) => !check.ok && !decoded.fields.some((field) => nameOf(field) === check.name));
}

interface FieldProps {
  readonly field: DecodedField;
  readonly check: Check | undefined;
  readonly hit: boolean;
}

function Field({ field, check, hit }: FieldProps) {
  const wrong = field.fault ?? (check && !check.ok ? check.text : undefined);
  const look = ['fix-field', `fix-${field.section.toLowerCase()}`, wrong && 'fix-wrong', hit && 'fix-hit'];
  const told = [`${field.name || 'unknown tag'}(${field.tag}) = ${field.value}`, field.meaning, wrong ?? check?.text];
  return (
    <div className={look.filter(Boolean).join(' ')} title={told.filter(Boolean).join(' · ')}>
      <dt style={{ paddingLeft: field.depth * 10 }}>
        <span className="fix-tag">{field.tag}</span>
        <span className="fix-name">{field.name || 'unknown'}</span>
      </dt>
      <dd className="mono">
        {field.value}
        {field.meaning && <span className="fix-meaning"> {field.meaning}</span>}
        {check && <span className={check.ok ? 'fix-check' : 'fix-bad'}>{check.ok ? ' ✓' : ` ✗ ${check.text}`}</span>}
        {field.fault && <span className="fix-bad"> ✗ {field.fault}</span>}
      </dd>
    </div>
  );
}

/** What can be shown before, or without, the server's answer: tags and values. */
export function undecoded(raw: string): Decoded {
  const fields = rawFields(raw).map((field): DecodedField => ({
    tag: Number(field.tag),
    name: '…',
    value: field.value,
    section: 'BODY',
    depth: 0,
  }));
  return { fields, checks: [], type: '', typeName: '' };
}
