/** A policy of these statements. */
export const policy = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});

export const ALLOW_ALL = { Sid: 'AllowAll', Effect: 'Allow', Action: '*', Resource: '*' };

/** Denies everything without MFA; nobody could even enrol. */
export const DENY_ALL = {
  Sid: 'DenyAll',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};

/** Looks like the same, and is none for access keys. */
export const DENY_WITH_BOOL = {
  Sid: 'DenyBool',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
};
