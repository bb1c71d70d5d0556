import { describe, expect, it } from 'vitest';
import type { RawDocument } from '../model/request-documents.model.ts';
import { resourcesOverColons } from './crossings.ts';

const denyingAllBut = (...NotResource: readonly string[]): readonly RawDocument[] => [
  { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', NotResource } },
];

const VOLUMES = 'arn:aws:ec2:*:222222222222:volume/*';

describe('resources over colons', () => {
  it('are of both patterns: a wildcard of one takes in the other one', () => {
    expect(resourcesOverColons(VOLUMES, denyingAllBut('arn:aws:ec2:*:222222222222:instance/*'))).toEqual([
      'arn:aws:ec2:x:222222222222:instance/x:222222222222:volume/x',
      'arn:aws:ec2:x:222222222222:volume/x:222222222222:instance/x',
    ]);
  });

  it('are none where the patterns begin otherwise, or nothing is exempt', () => {
    expect(resourcesOverColons(VOLUMES, denyingAllBut('arn:aws:s3:::photos/*'))).toEqual([]);
    expect(
      resourcesOverColons(VOLUMES, [{ Statement: { Effect: 'Allow', Action: '*', NotResource: VOLUMES } }]),
    ).toEqual([]);
  });
});
