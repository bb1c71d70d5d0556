/**
 * What AWS says that an action does, the gravest first. AWS files some actions under two levels; the gravest is
 * then the action's own.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export const ACCESS_LEVELS = ['permissions-management', 'tagging', 'write', 'read', 'list'] as const;

export type AccessLevel = (typeof ACCESS_LEVELS)[number];
