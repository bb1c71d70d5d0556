import { theRole } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

/** Roles: what a user gains by assuming one. */
export const ROLE_EVENTS: readonly WatchedEvent[] = [
  'CreateRole',
  'DeleteRole',
  'UpdateRole',
  'UpdateAssumeRolePolicy',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'PutRolePolicy',
  'DeleteRolePolicy',
  'PutRolePermissionsBoundary',
  'DeleteRolePermissionsBoundary',
].map((eventName) => iamEvent(eventName, 'role-changed', theRole));
