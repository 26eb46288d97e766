/** A civil date, `YYYY-MM-DD`. It has no time and no zone. */
export type CivilDate = string;
