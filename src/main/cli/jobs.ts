import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { countJobs, listGivenUp, OPEN_STATES, retryGivenUp } from "#server/jobs.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { jobsWords } from "./jobs.words.ts";

/**
 * `bin/dyad jobs [retry] [--json]`: what waits, and what was given up after its last try, by id; a payload holds ids only, and
 * is not shown. `retry` has all of that tried again. Exit 1 where something was given up and not tried again.
 */
export async function jobsCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const [action = "list", ...more] = argv.filter((word) => word !== "--json");
  if (!["list", "retry"].includes(action) || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => jobsWords[one].usage));
  const say = jobsWords[language];
  const opened = await openFor(environment);
  try {
    const { database } = opened.services;
    const waiting = await countJobs(database, OPEN_STATES);
    const failed = await listGivenUp(database);
    const retried = action === "retry" ? await retryGivenUp(database) : 0;
    const isGood = failed.length === 0 || action === "retry";
    const lines = [...waiting.map((one) => say.waiting(one.queue, one.state, one.count)), ...failed.map((one) => say.failed(one.queue, one.id, one.at, one.tries, one.why)), ...(action === "retry" ? [say.retried(retried)] : failed.length === 0 ? [say.none] : [])];
    return { exit: isGood ? 0 : 1, stdout: argv.includes("--json") ? asJson({ ok: isGood, waiting, failed, ...(action === "retry" ? { retried } : {}) }) : `${lines.join("\n")}\n`, stderr: "" };
  } finally {
    await opened.close();
  }
}
