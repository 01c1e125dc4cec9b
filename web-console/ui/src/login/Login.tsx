import { useState, type FormEvent, type ReactNode } from 'react';
import { login, session } from '../app/session';
import { useApp } from '../app/store';
import { WireError } from '../wire';
import './login.css';

/** The first screen. Nothing of the console is behind it. */
export function Login(): ReactNode {
  const trouble = session((s) => s.trouble);
  return (
    <main className="login">
      <LoginForm user="">
        <h1 className="wordmark wordmark-large" aria-label="ATLAS">
          AT<span>L</span>AS
        </h1>
        <p className="dim">Simulated market, no real money.</p>
        {trouble === '' ? null : (
          <p className="login-note warn" role="status">
            {trouble}
          </p>
        )}
      </LoginForm>
    </main>
  );
}

/** The login ended while at work: asked in place, the screen behind stays readable as old. */
export function LoginAgain(): ReactNode {
  const user = useApp((s) => s.me?.user ?? '');
  return (
    <div className="login-again" role="dialog" aria-label="Log in again">
      <LoginForm user={user}>
        <p className="strong">Your login has ended.</p>
        <p className="dim">What is behind is old. Orders at the venue are not affected.</p>
      </LoginForm>
    </div>
  );
}

function LoginForm({ user, children }: { user: string; children: ReactNode }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal('');
    try {
      await login(String(form.get('user')), String(form.get('password')));
    } catch (error) {
      setRefusal(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <form className="login-form" onSubmit={(event) => void submit(event)}>
      {children}
      <label className="field">
        <span className="cap">User</span>
        <input className="input" name="user" defaultValue={user} autoComplete="username" autoFocus={user === ''} required />
      </label>
      <label className="field">
        <span className="cap">Password</span>
        <input className="input" name="password" type="password" autoComplete="current-password" autoFocus={user !== ''} required />
      </label>
      <p className="login-note crit" role="alert">
        {refusal}
      </p>
      <button type="submit" className="btn btn-on login-go" disabled={busy}>
        {busy ? 'Logging in…' : 'Log in'}
      </button>
    </form>
  );
}

function wordsFor(error: unknown): string {
  if (!(error instanceof WireError)) {
    return 'The login failed.';
  }
  if (error.code === 'TOO_MANY' && error.retryAfterMs !== undefined) {
    return `Too many attempts. Try again in ${Math.ceil(error.retryAfterMs / 1000)} s.`;
  }
  return error.code === 'LOGIN_REFUSED' ? 'User or password is wrong.' : error.text;
}
