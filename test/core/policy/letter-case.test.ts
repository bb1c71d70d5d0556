import { describe, expect, it } from 'vitest';
import { foldCase, lowerCaseAscii } from '#core/policy/letter-case.ts';

describe('lowerCaseAscii', () => {
  it('changes A to Z, and no other character', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const changed = all.filter((letter) => lowerCaseAscii(letter) !== letter);
    expect(changed.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(lowerCaseAscii('aws:MultiFactorAUTHPresent')).toBe('aws:multifactorauthpresent');
  });
});

describe('foldCase', () => {
  it.each([
    ['\u212a', 'k'],
    ['ſ', 's'],
    ['É', 'é'],
    ['İ', 'i̇'],
    ['STRASSE', 'straße'],
    ['σ', 'ς'],
  ])('makes one text of %j and %j', (one, other) => {
    expect(foldCase(one)).toBe(foldCase(other));
  });

  it('keeps different texts apart', () => {
    expect(foldCase('team')).not.toBe(foldCase('teams'));
  });
});
