import type { Severity, Warning } from '../wire';

const RANK: Record<Severity, number> = { BLOCK: 0, CRITICAL: 1, CAUTION: 2, INFO: 3 };
const LOOK: Record<Severity, { icon: string; name: string }> = {
  BLOCK: { icon: '✕', name: 'Blocked' },
  CRITICAL: { icon: '▲', name: 'Critical' },
  CAUTION: { icon: '▲', name: 'Caution' },
  INFO: { icon: '●', name: 'Information' },
};

/** Worst first, as many as there are. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const worstFirst = warnings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  return (
    <ul className="tk-warnings" aria-label="Warnings" aria-live="polite">
      {worstFirst.map((warning) => (
        <li key={warning.code} className={`tk-warning tk-${warning.severity.toLowerCase()}`} data-code={warning.code}>
          <span className="tk-icon" role="img" aria-label={LOOK[warning.severity].name}>
            {LOOK[warning.severity].icon}
          </span>
          <p title={warning.text}>
            <b>{warning.title}</b> {warning.text}
          </p>
        </li>
      ))}
    </ul>
  );
}
