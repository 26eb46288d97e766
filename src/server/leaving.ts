/** Why something that was to leave was not taken. Trying again helps only where it is `not_reachable`. */
export type NotTaken = "address_refused" | "number_refused" | "stopped" | "not_reachable";

/** Whether it left all the same: `no` where the other side never had the whole of it or said no; else nobody can tell. */
export type Left = "no" | "perhaps";

/** Something was not taken, or nobody can tell. The words of the other side may quote an address or a number, so they go no further than here. */
export class LeavingError extends Error {
  readonly failure: NotTaken;
  readonly left: Left;
  constructor(sentence: string, failure: NotTaken, left: Left) {
    super(sentence);
    this.name = "LeavingError";
    this.failure = failure;
    this.left = left;
  }
}

/** Whether something leaves: `sends`; `demo`, where it stays here and is shown instead; `not_set_up`, where it waits or is not sent. */
export type LeavingState = "sends" | "demo" | "not_set_up";
