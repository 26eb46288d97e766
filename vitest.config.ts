import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/** Three kinds of test: `unit` needs nothing, `database` a real PostgreSQL, `browser` a real browser and the built server. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts", "test/unit/**/*.test.ts"], exclude: ["src/**/store.test.ts", "src/**/handlers.test.ts", "src/**/*.db.test.ts"], testTimeout: 30_000, maxWorkers: 2, isolate: false } },
      {
        test: {
          name: "database",
          include: ["src/**/store.test.ts", "src/**/handlers.test.ts", "src/**/*.db.test.ts", "test/database/**/*.test.ts"],
          globalSetup: ["test/support/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      { test: { name: "browser", include: ["test/browser/**/*.test.ts"], globalSetup: ["test/support/filled.ts"], testTimeout: 240_000, hookTimeout: 180_000, maxWorkers: 2, isolate: false } },
    ],
  },
});
