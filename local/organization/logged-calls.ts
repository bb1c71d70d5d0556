/** One AWS call, as the local AWS logged it. */
export interface LoggedCall {
  /** Seconds since 1970. */
  readonly at: number;
  readonly account: string;
  readonly service: string;
  readonly action: string;
  /** The ARN of the caller; null for a call without credentials. */
  readonly principal: string | null;
  readonly status: number;
  readonly errorCode: string | null;
}

/** The calls made after an instant, oldest first. */
export const readCalls = async (endpoint: string, since = 0): Promise<readonly LoggedCall[]> => {
  const answer = await fetch(`${endpoint}/_local/calls?since=${since}`);
  return (await answer.json()) as readonly LoggedCall[];
};
