import { openDatabase } from "#database/actor.ts";
import { type DemoSize, fillDemo, type Told } from "#features/demo/handlers.ts";
import type { OpenServices } from "./open.ts";

/** After so many families the tables have grown enough for other plans than those of an empty database. */
const LOOK_AGAIN_AFTER = 6;

/**
 * Fills an empty database with the demo. Its commits are not waited for on the disk: what was cut off begins anew, and
 * what counts as filled is written after all of it.
 */
export async function fillAnew({ services, open }: Pick<OpenServices, "services" | "open">, { size, tell = () => {} }: { size: DemoSize; tell?: (told: Told) => void }): Promise<void> {
  const database = openDatabase({ ...open.loginConfig, max: 8 }, services.keys, "soon");
  try {
    await fillDemo(
      { ...services, database },
      {
        size,
        tell: async (told) => {
          tell(told);
          if (told.done === LOOK_AGAIN_AFTER) await open.analyze();
        },
      },
    );
  } finally {
    await database.destroy();
  }
  await open.analyze();
}
