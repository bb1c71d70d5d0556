/** Where a story is told. */
export interface Screen {
  readonly line: (text?: string) => void;
  /** Waits for whoever watches, if somebody does; false when they have seen enough. */
  readonly pause: () => Promise<boolean>;
}
