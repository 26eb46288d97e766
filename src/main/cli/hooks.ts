import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { hookSecret } from "#features/messages/hooks.jobs.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { hooksWords } from "./hooks.words.ts";

/** `bin/dyad hooks [--json]`: the address at which an adapter for text messages tells what became of them, and its secret, for whoever sets the adapter up. */
export async function hooksCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  if (argv.some((word) => word !== "--json")) throw fieldFault("arguments", inEachLanguage((one) => hooksWords[one].usage));
  const opened = await openFor(environment);
  try {
    const { signingKey, baseUrl } = opened.services;
    const sms = { address: `${baseUrl}/hooks/sms`, secret: hookSecret(signingKey) };
    const say = hooksWords[language];
    return { exit: 0, stdout: argv.includes("--json") ? asJson({ sms }) : `${say.sms(sms.address, sms.secret)}\n${say.changes}\n`, stderr: "" };
  } finally {
    await opened.close();
  }
}
