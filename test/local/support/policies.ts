export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly [element: string]: unknown;
}

export function policy(statements: Statement | readonly Statement[], version = '2012-10-17'): string {
  return JSON.stringify({ Version: version, Statement: statements });
}

export function allow(
  actions: string | readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Statement {
  return { Effect: 'Allow', Action: actions, Resource: '*', ...more };
}

/** The policy variable of that name. */
export function variable(name: string): string {
  return `\${${name}}`;
}
