import type { CaseloadContent } from "./contract.ts";

/**
 * What ships, as a draft: every family weighs one, and nothing more is counted until the agency says so. Twelve is the upper
 * end of what its source calls common (B10: "10–12 cases are common and depend on complexity, home visits and the agency"),
 * not a norm. A draft warns and asks nobody for a reason.
 */
export const shippedRule: CaseloadContent = {
  base: 10,
  stages: { 1: 0, 2: 0, 3: 0 },
  risk: 0,
  safety_plan: 0,
  home: 0,
  homeShare: 50,
  interpreter: 0,
  language: 0,
  ordinaryLanguages: ["en"],
  trainee: 0,
  covering: 0,
  shared: 0,
  limitTenths: null,
  limitFamilies: 12,
};
