/** The roles as plain words, so that a contract can state who may call it. They are defined in the disclosure feature. */
export type CallerRole = "clinician" | "trainee" | "supervisor" | "administrator" | "privacy_officer" | "front_desk" | "biller" | "auditor" | "faculty" | "senior_leader" | "caregiver";

/**
 * What every procedure states; one that does not, does not start.
 * - `who`: `anyone` needs no sign-in and opens no transaction; otherwise the roles that may call.
 * - `of`: which class, of the case or person that the input names by `by`, the caller must be able to see; what is not
 *   one's own answers 404: before the handler where a case is named, else by row-level security where the handler looks it
 *   up. Null where the answer is about the agency or about oneself, and the projection decides the rest.
 * - `action` and `subject`: what the audit row says: the key of the input or the answer that names the case or person.
 */
export type Access = {
  who: "anyone" | readonly CallerRole[];
  of: { class: string; by: string } | null;
  /** Set where the body is a file as it is (application/octet-stream), read as it comes; else it is JSON. */
  takes?: "bytes";
  /** Set where a write is also taken for a record that was joined with another: who works in it, and who ends something there. Else it is written in the one that stays. */
  takesJoined?: "yes";
  /** Set where it also answers whoever still has to set up a second factor: what that needs, and nothing else. */
  whileOwed?: "yes";
  action: "read" | "write" | "export" | "sign_in" | "sign_out";
  subject: "caseId" | "personId" | "sessionId" | "none";
  /** Tagged: blocks in the answer carry their disclosure and are projected. Otherwise the class that all of it has. */
  shows: "tagged" | "nothing_personal" | "oneself" | "service" | "intake" | "child_chart" | "caregiver" | "address" | "agency" | /** A recording and what is said about it, judged by the rule of its own feature. */ "recording";
};
