import type { ErrorCode } from './types';

/** A refusal by the server, or our own word for not reaching it (`OFFLINE`, `TIMEOUT`). */
export class WireError extends Error {
  readonly code: ErrorCode;
  /** Quote this to find the failure in the server's log. */
  readonly id: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, text: string, extra: { id?: string; status?: number; retryAfterMs?: number } = {}) {
    super(text);
    this.name = 'WireError';
    this.code = code;
    this.id = extra.id;
    this.status = extra.status;
    this.retryAfterMs = extra.retryAfterMs;
  }

  get text(): string {
    return this.message;
  }
}
