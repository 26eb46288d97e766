import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, by the last measure. Begun late, each would be waited for by itself. Before them what needs no demo, which is filled in meanwhile. What has a worker of its own stands first of its kind, so that no shared one ends for it. */
const longest = ["browser/main-job", "browser/first-run", "browser/note", "browser/screens-phone", "browser/family-pages", "browser/screens-desk", "browser/audits", "database/outgoing", "database/kills", "database/access-matrix", "database/secret-crawl", "database/secret-mutations", "database/files-killed", "database/full-disk", "database/disclosure", "demo/filled"];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((one) => moduleId.includes(one));
  return place === -1 ? longest.length : place;
};

/** Begins with the files that take longest, so that both workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
