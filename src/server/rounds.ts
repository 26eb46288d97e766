import type { Services } from "./procedure.ts";

/** What is looked at again and again: `every` is in milliseconds from the end of one look to the next, `name` is how the log calls it. */
export type Rounds = { name: string; every: number; look(isStopped: () => boolean): Promise<unknown> };

/**
 * Looks at once and again and again, never twice at a time. A look that fails is said in the log by the kind of its error
 * alone, since what it says might name somebody, and is made again. Answers how to stop, which waits for the look that runs.
 */
export function startRounds({ log }: Pick<Services, "log">, { name, every, look }: Rounds): () => Promise<void> {
  let stopped = false;
  let round: Promise<unknown> = Promise.resolve();
  const next = () => {
    if (stopped) return;
    round = look(() => stopped).catch((error: Error) => sayFailed(log, name, error));
    void round.then(() => setTimeout(next, every).unref());
  };
  next();
  return async () => {
    stopped = true;
    await round;
  };
}

/** Says that something failed which is tried again, by the kind of the error alone. */
export const sayFailed = (log: Services["log"], name: string, error: Error): void => log.error({ type: error.name, code: (error as { code?: string }).code ?? "" }, `${name} failed; it is tried again`);
