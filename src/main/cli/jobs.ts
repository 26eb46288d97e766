import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { jobsWords } from "./jobs.words.ts";

type Failed = { queue: string; id: string; at: string; tries: number; why: string };

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
    const waiting = await rows<{ queue: string; state: string; count: number }>(database, sql`select name as queue, state::text as state, count(*) as count from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%' group by 1, 2 order by 1, 2`);
    // Of what went wrong its name alone: a message may quote what somebody wrote.
    const failed = await rows<Failed>(database, sql`select name as queue, id, completed_on as at, retry_count + 1 as tries, coalesce(output ->> 'name', '') as why from pgboss.job where state = 'failed' and name not like '\\_\\_%' order by completed_on desc limit 1000`);
    const retried = action === "retry" ? (await rows(database, sql`update pgboss.job set state = 'retry', retry_count = 0, retry_limit = greatest(retry_limit, 1), start_after = now(), completed_on = null, output = null where state = 'failed' and name not like '\\_\\_%' returning id`)).length : 0;
    const isGood = failed.length === 0 || action === "retry";
    const lines = [...waiting.map((one) => say.waiting(one.queue, one.state, one.count)), ...failed.map((one) => say.failed(one.queue, one.id, one.at, one.tries, one.why)), ...(action === "retry" ? [say.retried(retried)] : failed.length === 0 ? [say.none] : [])];
    return { exit: isGood ? 0 : 1, stdout: argv.includes("--json") ? asJson({ ok: isGood, waiting, failed, ...(action === "retry" ? { retried } : {}) }) : `${lines.join("\n")}\n`, stderr: "" };
  } finally {
    await opened.close();
  }
}
