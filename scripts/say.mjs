/** What a person reads while a script works: every step as it starts, with the time, and how long it took. */
export function makeTeller(write = (line) => process.stdout.write(`${line}\n`)) {
  return {
    say: (line) => write(line),
    async step(title, work) {
      const from = Date.now();
      write(`${new Date(from).toTimeString().slice(0, 8)}  ${title}`);
      const answer = await work();
      write(`          … ${duration(Date.now() - from)}`);
      return answer;
    },
  };
}

/** Milliseconds as a person says them. */
export function duration(milliseconds) {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A step that did not work: its message says what happened and what to do. Printed without a stack. */
export class StepFailed extends Error {}

/** Runs a script's main part: a failed step ends it with its message and exit code 1. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${error instanceof StepFailed ? error.message : (error?.stack ?? error)}\n`);
    process.exit(1);
  }
}
