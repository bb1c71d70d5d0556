import type { BoxName } from './boxes.ts';
import type { Arrow, Point } from './picture.ts';

type Way = readonly [from: BoxName, to: BoxName];

const path = (coordinates: readonly (readonly [x: number, y: number])[]): readonly Point[] =>
  coordinates.map(([x, y]) => ({ x, y }));

const main = ([from, to]: Way, ...coordinates: readonly (readonly [number, number])[]): Arrow<BoxName> => ({
  from,
  to,
  path: path(coordinates),
  kind: 'main',
});

const beside = ([from, to]: Way, ...coordinates: readonly (readonly [number, number])[]): Arrow<BoxName> => ({
  from,
  to,
  path: path(coordinates),
  kind: 'beside',
});

export const CHANGE_TO_VERDICT: readonly Arrow<BoxName>[] = [
  main(['caller', 'trail'], [94, 212], [94, 236]),
  main(['trail', 'defaultBus'], [94, 298], [94, 322]),
  main(['defaultBus', 'ingressBus'], [94, 384], [94, 452]),
  main(['ingressBus', 'changes'], [94, 514], [94, 538]),
  main(['changes', 'route'], [94, 586], [94, 628]),
  main(['route', 'assessments'], [164, 646], [182, 646], [182, 562], [200, 562]),
  main(['assessments', 'assess'], [280, 538], [280, 514]),
  main(['assess', 'reader'], [323, 452], [323, 384]),
  main(['reader', 'users'], [323, 322], [323, 212]),
  main(['assess', 'internalBus'], [400, 514], [400, 628]),
];

export const VERDICT_TO_NOTICE: readonly Arrow<BoxName>[] = [
  beside(['route', 'internalBus'], [164, 672], [248, 672]),
  main(['internalBus', 'verdicts'], [552, 628], [552, 586]),
  main(['verdicts', 'enforce'], [552, 538], [552, 514]),
  main(['enforce', 'enforcer'], [552, 452], [552, 384]),
  main(['enforcer', 'policy'], [552, 322], [552, 298]),
  main(['policy', 'users'], [552, 236], [552, 212]),
  main(['enforce', 'internalBus'], [622, 483], [640, 483], [640, 628]),
  main(['internalBus', 'notices'], [728, 628], [728, 586]),
  main(['notices', 'notify'], [728, 538], [728, 514]),
  main(['notify', 'topic'], [728, 452], [728, 384]),
  main(['topic', 'people'], [728, 322], [728, 212]),
  beside(['deadLetters', 'topic'], [798, 744], [810, 744], [810, 353], [798, 353]),
];
