import { readFileSync } from "node:fs";
import path from "node:path";
import { findDataDirectory } from "#features/policy/policies.ts";
import { type ApplicationForm, formShape, type Rubric, rubricShape } from "./contract.ts";

const read = (dataDirectory: string, file: string): unknown => JSON.parse(readFileSync(path.join(dataDirectory, "training", file), "utf8"));

/** By what applications are scored, as it ships: a draft of our own, which a site edits. */
export const loadRubric = (dataDirectory: string = findDataDirectory()): Rubric => rubricShape.parse(read(dataDirectory, "application-rubric.json"));
/** Which licences the form lists and what a self-assessment asks, as it ships. */
export const loadForm = (dataDirectory: string = findDataDirectory()): ApplicationForm => formShape.parse(read(dataDirectory, "application-form.json"));
