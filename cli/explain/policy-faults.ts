import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { parseOperator } from '#core/policy/condition-operator.ts';
import { showValue } from '#core/policy/policy-problem.ts';

/** Something that can be read, and that IAM would refuse. */
export interface PolicyFault {
  /** In the document's text. */
  readonly offset: number;
  /** What is wrong, and what to do. */
  readonly text: string;
}

const listed = (node: Node | undefined): readonly Node[] =>
  node?.type === 'array' ? (node.children ?? []) : node === undefined ? [] : [node];

const valuesOf = (statement: Node, element: string): readonly Node[] =>
  listed(findNodeAtLocation(statement, [element]));

const oddSid = (sid: string): string =>
  `the Sid ${sid} has other characters than A-Z, a-z and 0-9, which IAM does not take. Rename it`;
const sidTwice = (sid: string): string =>
  `the Sid ${sid} is an earlier statement's too, and IAM takes each but once in a policy. Rename one`;

/** IAM takes an empty Sid for none. */
const sidFaults = (statements: readonly Node[]): readonly PolicyFault[] => {
  const seen = new Set<string>();
  const faults: PolicyFault[] = [];
  for (const { offset, value } of statements.flatMap((statement) => valuesOf(statement, 'Sid'))) {
    const sid = String(value);
    if (!/^[0-9A-Za-z]*$/.test(sid)) {
      faults.push({ offset, text: oddSid(showValue(sid)) });
    }
    if (sid !== '' && seen.has(sid)) {
      faults.push({ offset, text: sidTwice(showValue(sid)) });
    }
    seen.add(sid);
  }
  return faults;
};

/** What AWS does of several stars is not documented: they are no fault. */
const RESOURCE = /^(?:\*+$|arn:)/;

const resourceFaults = (statement: Node): readonly PolicyFault[] =>
  [...valuesOf(statement, 'Resource'), ...valuesOf(statement, 'NotResource')]
    .filter(({ value }) => !RESOURCE.test(String(value)))
    .map(({ offset, value }) => ({
      offset,
      text: `${showValue(value)} is no resource that IAM takes: only * and what begins with arn: is. Write the whole ARN`,
    }));

/** Nothing says that IAM would refuse `Null` with a quantifier. */
const isOperator = (name: string): boolean =>
  parseOperator(name).family !== 'unknown' || /^For(?:AllValues|AnyValue):Null$/.test(name);

const MFA_OPERATORS = 'For MFA it is written BoolIfExists in a deny, and Bool in an allow';
const OTHER_OPERATORS = 'Operators are written as AWS lists them, StringEquals for one';

const operatorFault = (name: Node, block: Node | undefined): PolicyFault => {
  const keys = (block?.children ?? []).map(({ children }) => String(children?.[0]?.value));
  const hint = keys.some((key) => /mfa|multifactor/i.test(key)) ? MFA_OPERATORS : OTHER_OPERATORS;
  return {
    offset: name.offset,
    text: `IAM has no condition operator ${showValue(name.value)}. ${hint}`,
  };
};

const operatorFaults = (statement: Node): readonly PolicyFault[] =>
  valuesOf(statement, 'Condition')
    .flatMap(({ children = [] }) => children)
    .flatMap(({ children: [name, block] = [] }) =>
      name === undefined || isOperator(String(name.value)) ? [] : [operatorFault(name, block)],
    );

/**
 * What IAM would refuse of an identity policy, a boundary or a service control policy that is read all the same, in the
 * order of the text. Trust policies may have more characters in a Sid.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const findPolicyFaults = (text: string): readonly PolicyFault[] => {
  const tree = parseTree(text);
  const statements = listed(tree && findNodeAtLocation(tree, ['Statement']));
  return [
    ...sidFaults(statements),
    ...statements.flatMap(resourceFaults),
    ...statements.flatMap(operatorFaults),
  ].toSorted((left, right) => left.offset - right.offset);
};
