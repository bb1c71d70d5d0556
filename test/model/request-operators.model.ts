import { BlockList, isIP } from 'node:net';
import { type Outcome, outcomeOf } from './outcome.model.ts';
import { matchesArnPieces, matchesPieces, type Piece } from './request-patterns.model.ts';

/** Says whether a value of the request matches one value of a policy, its variables replaced. */
export type Comparison = (given: string, wanted: readonly Piece[]) => Outcome;

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** "Use true or false": of `False`, `1` and the like nothing is said. */
const compareBooleans: Comparison = (given, wanted) => {
  const value = textOf(wanted);
  const plain = [given, value].every((one) => one === 'true' || one === 'false');
  return plain ? outcomeOf(given === value) : 'either';
};

const NUMBER = /^-?\d+(\.\d+)?$/;

const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : Number.NaN);

const ISO_DATE = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/** A W3C date, or seconds since 1970. */
const instantOf = (text: string): number => {
  if (ISO_DATE.test(text)) {
    return Date.parse(text);
  }
  return /^\d{5,}$/.test(text) ? Number(text) * 1_000 : Number.NaN;
};

const compareBy =
  (measure: (text: string) => number, holds: (given: number, wanted: number) => boolean): Comparison =>
  (given, wanted) => {
    const [left, right] = [measure(given), measure(textOf(wanted))];
    return Number.isNaN(left) || Number.isNaN(right) ? 'either' : outcomeOf(holds(left, right));
  };

const ordered = (
  name: string,
  measure: (text: string) => number,
): readonly (readonly [string, Comparison])[] => [
  [`${name}equals`, compareBy(measure, (given, wanted) => given === wanted)],
  [`${name}lessthan`, compareBy(measure, (given, wanted) => given < wanted)],
  [`${name}lessthanequals`, compareBy(measure, (given, wanted) => given <= wanted)],
  [`${name}greaterthan`, compareBy(measure, (given, wanted) => given > wanted)],
  [`${name}greaterthanequals`, compareBy(measure, (given, wanted) => given >= wanted)],
];

/** "If you specify an IP address without the associated routing prefix", it is that one address. */
const compareAddresses: Comparison = (given, wanted) => {
  const [address = '', prefix] = textOf(wanted).split('/');
  const [family, givenFamily] = [isIP(address), isIP(given)];
  const longest = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : numberOf(prefix);
  if (family === 0 || givenFamily === 0 || !(bits >= 0 && bits <= longest)) {
    return 'either';
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, bits, type);
  return outcomeOf(family === givenFamily && range.check(given, type));
};

const compareArns: Comparison = (given, wanted) =>
  // Not documented: an ARN operator on what is no ARN.
  given.startsWith('arn:') && /^(arn|\*)/.test(textOf(wanted))
    ? outcomeOf(matchesArnPieces(wanted, given))
    : 'either';

/**
 * The operators by their names in lower case, each without what negates it, `IfExists` and set qualifiers.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['stringequals', (given, wanted) => outcomeOf(given === textOf(wanted))],
  [
    'stringequalsignorecase',
    (given, wanted) => outcomeOf(given.toLowerCase() === textOf(wanted).toLowerCase()),
  ],
  ['stringlike', (given, wanted) => outcomeOf(matchesPieces(wanted, given))],
  ...ordered('numeric', numberOf),
  ...ordered('date', instantOf),
  ['bool', compareBooleans],
  ['binaryequals', (given, wanted) => outcomeOf(given === textOf(wanted))],
  ['ipaddress', compareAddresses],
  ['arnequals', compareArns],
  ['arnlike', compareArns],
]);

/** Where variables are documented to be replaced. */
export const takesVariables = (operator: string): boolean => /^(string|arn)/.test(operator);
