import { ORPCError, ValidationError } from "@orpc/server";
import type { z } from "zod";
import { Fault, type FieldFault, type FieldWords } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import type { Language } from "#kernel/language.ts";
import { serverWords } from "./words.ts";

/** The one shape of an error for the outside (interfaces.md section 3). */
export type ErrorBody = { code: string; message: string; fields: FieldFault[]; requestId: string; findings?: unknown };

/** Turns whatever was thrown into a fault. What is not understood is `internal`, with nothing of it shown. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof ORPCError) {
    if (error.cause instanceof Fault) return error.cause;
    const issues = validationIssues(error);
    if (issues) return new Fault("malformed", serverWords.malformed, { fields: issues });
    if (error.status === 404) return new Fault("not_found", serverWords.noAddress);
    if (error.status === 405) return new Fault("not_found", serverWords.noMethod);
    if (error.status === 413) return new Fault("too_large", serverWords.tooLarge);
    if (error.status === 400) return new Fault("malformed", serverWords.malformed);
    return new Fault("internal", serverWords.internal, { cause: error });
  }
  const { code, statusCode, routine, message } = error as { code?: string; statusCode?: number; routine?: string; message?: string };
  if (code === "DY002") return new Fault("changed_meanwhile", serverWords.answersSent);
  if (code === "DY001") return new Fault("changed_meanwhile", serverWords.noteSigned);
  if (code === "DY004") return new Fault("changed_meanwhile", serverWords.recordJoined);
  if (code === "DY003") return new Fault("not_ready", serverWords.tookTooLong, { cause: error });
  if (code === "23505") return new Fault("changed_meanwhile", serverWords.alreadyThere);
  // Text that a database cannot hold, such as a NUL in a page key.
  if (code === "22021" || code === "22P05") return new Fault("malformed", serverWords.malformed);
  if (code === "42501") return new Fault("not_allowed", serverWords.notYours);
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG" || cannotGrow(code, routine)) return new Fault("storage_full", serverWords.diskFull, { cause: error });
  if ((isUnreachable.has(code ?? "") || isCutOff(message)) && !statusCode) return new Fault("not_ready", serverWords.databaseSilent, { cause: error });
  if (statusCode === 413) return new Fault("too_large", serverWords.largerThanMost);
  if (statusCode === 429) return new Fault("too_many", serverWords.tooMany);
  if (statusCode === 415) return new Fault("wrong_type", serverWords.wrongType);
  if (statusCode !== undefined && statusCode < 500) return new Fault(statusCode === 404 ? "not_found" : "malformed", statusCode === 404 ? serverWords.noAddress : serverWords.unreadable);
  return new Fault("internal", serverWords.internal, { cause: error });
}

const isUnreachable = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "57P01", "57P02", "57P03", "08006", "08001", "53300"]);
/** How the driver says, without a code, that the connection went away under a statement. */
const isCutOff = (message: string | undefined) => /^(Connection terminated|Client has encountered a connection error)/.test(message ?? "");

/** A quota, or a limit on the size of files, has no code of its own in PostgreSQL: the place says that a file could not grow. */
const cannotGrow = (code: string | undefined, routine: string | undefined) => code !== undefined && /^(XX000|58030|54000)$/.test(code) && /^(md(zero)?extend|mdwritev?|FileFallocate|XLogWrite|XLogFileInit(Internal)?|BufFileDumpBuffer)$/.test(routine ?? "");

function validationIssues(error: ORPCError<string, unknown>): FieldWords[] | null {
  if (!(error.cause instanceof ValidationError) || error.status >= 500) return null;
  // Every shape of a contract is Zod's, so its issues are too.
  return error.cause.issues.flatMap((issue) => issueFields(issue as z.core.$ZodIssue));
}

/** The error as it leaves, said in the reader's language. */
export function errorBody(fault: Fault, requestId: string, language: Language): ErrorBody {
  return { code: fault.code, ...fault.saidIn(language), requestId, ...fault.details };
}
