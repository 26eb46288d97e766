import { ORPCError, ValidationError } from "@orpc/server";
import { Fault, type FaultCode, type FieldFault } from "#kernel/faults.ts";

/** The one shape of an error for the outside (interfaces.md section 3). */
export type ErrorBody = { code: string; message: string; fields: FieldFault[]; requestId: string; findings?: unknown };

const sentences: Partial<Record<FaultCode, string>> = {
  internal: "Something went wrong on our side. Nothing was half-saved. Please try again.",
  malformed: "Something in the request is not as expected.",
};

/** Turns whatever was thrown into a fault. What is not understood is `internal`, with nothing of it shown. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof ORPCError) {
    if (error.cause instanceof Fault) return error.cause;
    const issues = validationIssues(error);
    if (issues) return new Fault("malformed", sentences.malformed!, { fields: issues });
    if (error.status === 404) return new Fault("not_found", "There is nothing at this address.");
    if (error.status === 405) return new Fault("not_found", "There is nothing at this address for this method.");
    if (error.status === 413) return new Fault("too_large", "The request is too large.");
    if (error.status === 400) return new Fault("malformed", sentences.malformed!);
    return new Fault("internal", sentences.internal!, { cause: error });
  }
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === "DY002") return new Fault("changed_meanwhile", "These answers were sent already. What was sent stays.");
  if (code === "DY001") return new Fault("changed_meanwhile", "This note was signed. What is signed stays as it is; write an addendum.");
  if (code === "23505") return new Fault("changed_meanwhile", "This is already there.");
  // Text that a database cannot hold, such as a NUL in a page key.
  if (code === "22021" || code === "22P05") return new Fault("malformed", sentences.malformed!);
  if (code === "42501") return new Fault("not_allowed", "This is not yours to change.");
  if (code === "53100" || code === "ENOSPC" || code === "EFBIG") return new Fault("storage_full", "The disk is full, so nothing was saved. What you wrote is still here; tell whoever runs this system.", { cause: error });
  if (["ECONNREFUSED", "ENOENT", "57P01", "57P03", "08006", "08001", "53300"].includes(code ?? "") && !statusCode) return new Fault("not_ready", "The database does not answer. Nothing was lost; please try again in a moment.", { cause: error });
  if (statusCode === 413) return new Fault("too_large", "The request is larger than 1 MB.");
  if (statusCode === 429) return new Fault("too_many", "Too many requests. Please wait a little.");
  if (statusCode === 415) return new Fault("wrong_type", "Expected application/json.");
  if (statusCode !== undefined && statusCode < 500) return new Fault(statusCode === 404 ? "not_found" : "malformed", statusCode === 404 ? "There is nothing at this address." : "The request could not be read; expected well-formed JSON.");
  return new Fault("internal", sentences.internal!, { cause: error });
}

function validationIssues(error: ORPCError<string, unknown>): FieldFault[] | null {
  if (!(error.cause instanceof ValidationError) || error.status >= 500) return null;
  return error.cause.issues.flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
    const keys = (issue as { keys?: string[] }).keys;
    if (keys) return keys.map((key) => ({ path: [...path, key].join("."), message: "This key is not known here." }));
    return [{ path: path.join("."), message: issue.message }];
  });
}

export function errorBody(fault: Fault, requestId: string): ErrorBody {
  return { code: fault.code, message: fault.message, fields: fault.fields, requestId, ...fault.details };
}
