/** What the command line uses of the library, which brings no types. */
declare module "fs-native-extensions" {
  /** Locks a file that is open for writing, if nobody else has it locked. */
  export function tryLock(descriptor: number): boolean;
}
