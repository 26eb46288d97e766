/** One field of a request that is wrong, and what was expected there. `path` is dotted, as in `child.birthDate`. */
export type FieldFault = { path: string; message: string };

/** Machine words for what went wrong, each with the HTTP status that it answers with. */
export const faultStatus = {
  malformed: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  changed_meanwhile: 409,
  gone: 410,
  too_large: 413,
  wrong_type: 415,
  refused: 422,
  too_many: 429,
  internal: 500,
  not_built: 501,
  not_ready: 503,
  storage_full: 507,
} as const;

export type FaultCode = keyof typeof faultStatus;

/**
 * A fault is thrown; it becomes one error shape at one edge. Refusals by a rule are data (findings) and travel in
 * `details.findings`. The message is a sentence for a person and never holds clinical text.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly fields: FieldFault[];
  readonly details: Record<string, unknown>;

  constructor(code: FaultCode, message: string, options: { fields?: FieldFault[]; details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details ?? {};
  }

  get status(): number {
    return faultStatus[this.code];
  }
}
