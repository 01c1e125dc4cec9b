import type { ReactNode } from 'react';
import { fmtAge } from '../format';
import { useLoginEnd } from './loginEnd';

/** Some minutes before the login ends by itself. */
export function LoginEndBar(): ReactNode {
  const end = useLoginEnd();
  if (end === null) {
    return null;
  }
  return (
    <div className="bar bar-warn" role="status">
      Your login ends in {fmtAge(end.inMs)}.{' '}
      {end.why === 'idle' ? 'Nothing was done here for long: any key or click keeps it.' : 'It has had its time: log out and in again to go on without a break.'}
    </div>
  );
}
