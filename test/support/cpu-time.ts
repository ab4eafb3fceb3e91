/**
 * Returns how long `work` takes, in milliseconds of the processor time of this process: unlike the time of a clock,
 * that does not depend on what else the machine does.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
