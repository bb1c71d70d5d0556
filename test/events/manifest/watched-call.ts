/** What the table of watched events has to say of one call, by what AWS says of it; written apart from the table. */
export interface WatchedCall {
  /** Undefined, as the name is, for whatever the root user calls. */
  readonly eventSource: string | undefined;
  readonly eventName: string | undefined;
  /** The file below test/events, without its ending. */
  readonly fixture: string;
  /** The page of AWS that the fixture follows. */
  readonly source: string;
  /** What of that page: a record of this call, one of a kindred call, or no more than the call's parameters. */
  readonly modelledOn: 'example' | 'kindred example' | 'API shape';
  /** Whose posture may differ after the fixture's call. */
  readonly concerns: readonly ConcernClaim[];
  /** Whether it can't wait for more changes of the same user. */
  readonly urgent: boolean;
  readonly delivered: 'yes' | 'read-only' | 'unknown';
}

export type ConcernClaim =
  | {
      readonly kind: 'user';
      readonly userName: string;
      readonly formerName?: string;
      readonly leftBehind?: true;
    }
  | { readonly kind: 'root' }
  | { readonly kind: 'group'; readonly groupName: string }
  | { readonly kind: 'policy'; readonly arn: string }
  | { readonly kind: 'role'; readonly roleName: string }
  | { readonly kind: 'account'; readonly account?: string };

export type Remarks = Partial<Pick<WatchedCall, 'source' | 'modelledOn' | 'urgent' | 'delivered'>>;

export const NOBODY: readonly ConcernClaim[] = [];
export const ANA: readonly ConcernClaim[] = [{ kind: 'user', userName: 'ana' }];

export const URGENT: Remarks = { urgent: true };

/** The page has a record of this very call. */
export const exampleOn = (source: string): Remarks => ({ source, modelledOn: 'example' });

/** The calls of one service; `pageOf` is where AWS describes a call, unless the remarks say where its record is. */
export const callsOf =
  (service: string, pageOf: (eventName: string) => string) =>
  (
    eventName: string,
    fixture: string,
    concerns: readonly ConcernClaim[],
    ...remarks: readonly Remarks[]
  ): WatchedCall => ({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    fixture,
    source: pageOf(eventName),
    modelledOn: 'API shape',
    concerns,
    urgent: false,
    delivered: 'yes',
    ...Object.assign({}, ...remarks),
  });
