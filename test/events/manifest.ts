import { CALLS_ABOUT_MANY } from './manifest/calls-about-many.ts';
import { CALLS_ABOUT_USERS } from './manifest/calls-about-users.ts';
import { GUARDIAN_PARTS } from './manifest/guardian-parts.ts';
import { SESSIONS_AND_CONTROL } from './manifest/sessions-and-control.ts';
import type { WatchedCall } from './manifest/watched-call.ts';

/** Whatever the root user calls, by a call that is about nothing else. */
const ROOT: WatchedCall = {
  eventSource: undefined,
  eventName: undefined,
  fixture: 'root/put-bucket-policy',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
  modelledOn: 'API shape',
  concerns: [{ kind: 'root' }],
  urgent: true,
  delivered: 'yes',
};

/** Every watched event, with the file that is an example of it; all names, ids and times in the files are made up. */
export const MANIFEST: readonly WatchedCall[] = [
  ...CALLS_ABOUT_USERS,
  ...CALLS_ABOUT_MANY,
  ...SESSIONS_AND_CONTROL,
  ...GUARDIAN_PARTS,
  ROOT,
];
