import * as z from 'zod/mini';
import { parseUserName, type UserName } from '#core/kernel/aws-identifiers.ts';
import type { Actor } from './actor.ts';

/** Whom a call is about. */
export type ConcernedPrincipal =
  | { readonly kind: 'root' }
  | { readonly kind: 'user'; readonly userName: UserName }
  | { readonly kind: 'unnamed' };

const Named = z.object({ userName: z.string() });

const Renamed = z.object({ newUserName: z.string() });

/** How CloudTrail names the root user where a user name is expected. */
const ROOT_USER_NAME = 'AWS ROOT USER';

const nameIn = (requestParameters: unknown, actor: Actor): string | undefined => {
  const renamed = Renamed.safeParse(requestParameters);
  if (renamed.success) {
    return renamed.data.newUserName;
  }
  const named = Named.safeParse(requestParameters);
  const callerName = actor.kind === 'iam-user' ? actor.userName : undefined;
  return named.success ? named.data.userName : callerName;
};

/**
 * A call that renames somebody concerns whoever has the new name now. A call that names nobody concerns the
 * caller, as IAM itself decides. The root user is no IAM user: asking IAM for one of that name would find nobody,
 * or somebody else.
 */
export const concernedPrincipal = (requestParameters: unknown, actor: Actor): ConcernedPrincipal => {
  const text = nameIn(requestParameters, actor);
  if (text === ROOT_USER_NAME || (text === undefined && actor.kind === 'root')) {
    return { kind: 'root' };
  }
  const userName = parseUserName(text ?? '');
  return userName.ok ? { kind: 'user', userName: userName.value } : { kind: 'unnamed' };
};
