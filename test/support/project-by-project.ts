import { createHash } from "node:crypto";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Runs the projects one after another in the order of the configuration, so that the files of each share a worker, and
 * the files of a project in the random order of the seed.
 */
export class ProjectByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const names = this.ctx.projects.map(({ name }) => name);
    const { seed } = this.ctx.config.sequence;
    const placeOf = ({ moduleId }: TestSpecification) =>
      createHash("sha1").update(`${seed} ${moduleId}`).digest("hex");
    return files
      .map((file) => ({ file, project: names.indexOf(file.project.name), place: placeOf(file) }))
      .sort((a, b) => a.project - b.project || (a.place < b.place ? -1 : 1))
      .map(({ file }) => file);
  }
}
