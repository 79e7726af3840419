/**
 * What is to be done at certain times by one process of the whole fleet: which of the times was
 * begun last, and whether it is done.
 */
export interface DueTimes {
  /**
   * Whether anything is to be done for the newest time that is due. The very first time that is ever
   * asked for is not: nobody wants done what was due before it was asked for.
   */
  isOpen(name: string, dueMs: number): Promise<boolean>;
  /** All is done that was due then. */
  close(name: string, dueMs: number): Promise<void>;
}
