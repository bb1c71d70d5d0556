import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, literalPattern, showPattern, wildcardPattern } from '#core/policy/pattern.ts';
import {
  isVariable,
  parseTemplate,
  resolveTemplate,
  type Template,
  variablesOf,
} from '#core/policy/template.ts';

const shown = (template: Template): readonly unknown[] =>
  template.map((part) => (isVariable(part) ? part : showPattern(part)));

const parsed = (text: string): readonly unknown[] => shown(parseTemplate(text, true, 'read'));

const variable = (key: string, fallback?: string) => ({ key, fallback });

describe('parseTemplate', () => {
  it('keeps a text without variables in one piece', () => {
    expect(parseTemplate('a*{b}$', true, 'read')).toEqual([wildcardPattern('a*{b}$')]);
  });

  it('finds variables between texts, their keys in lower case', () => {
    expect(parsed(`x/$\{aws:UserName}/$\{aws:PrincipalTag/Team}`)).toEqual([
      'x/',
      variable('aws:username'),
      '/',
      variable('aws:principaltag/team'),
      '',
    ]);
  });

  it.each([
    [`$\{aws:PrincipalTag/Team, 'None'}`, variable('aws:principaltag/team', 'None')],
    [`$\{aws:PrincipalTag/Team,'None'}`, variable('aws:principaltag/team', 'None')],
    [`$\{aws:PrincipalTag/Team, ''}`, variable('aws:principaltag/team', '')],
    [`$\{aws:PrincipalTag/Team, 'a, b*'}`, variable('aws:principaltag/team', 'a, b*')],
    [`$\{aws:PrincipalTag/Cost Center}`, variable('aws:principaltag/cost center')],
    [`$\{a}`, variable('a')],
  ])('reads %s', (text, expected) => {
    expect(parsed(text)).toEqual(['', expected, '']);
  });

  it.each([
    `$\{}`,
    `$\{ aws:username}`,
    `$\{aws:username }`,
    `$\{\u00a0aws:username}`,
    `$\{aws:username ,'x'}`,
    `$\{aws:username,  'x'}`,
    `$\{aws:username,\t'x'}`,
    `$\{aws:username,x}`,
    `$\{aws:username,'x}`,
    `$\{aws:username,'x' }`,
    `$\{,'x'}`,
    `$\{'x'}`,
  ])('knows no key for %j, which AWS does not document', (text) => {
    expect(parsed(text)).toEqual(['', variable(''), '']);
  });

  it('takes an escaped character for itself', () => {
    expect(parseTemplate(`a$\{*}b$\{?}$\{$}`, true, 'read')).toEqual([
      literalPattern('a'),
      literalPattern('*'),
      literalPattern('b'),
      literalPattern('?'),
      [],
      literalPattern('$'),
      [],
    ]);
  });

  it.each([`$\{aws:username`, '$aws:username}', `}$\{`, '$ {aws:username}'])('takes %j for text', (text) => {
    expect(parseTemplate(text, true, 'read')).toEqual([literalPattern(text)]);
  });

  it('ends a variable at the first brace, and takes what follows for text', () => {
    expect(parsed(`$\{a$\{b}c}`)).toEqual(['', variable(`a$\{b`), 'c}']);
    expect(parsed(`$\{a}}$\{b`)).toEqual(['', variable('a'), `}$\{b`]);
  });

  it('knows no variables in a document without them', () => {
    expect(parseTemplate(`$\{aws:username}*`, false, 'read')).toEqual([wildcardPattern(`$\{aws:username}*`)]);
  });

  it('takes wildcards outside variables for themselves where there are none', () => {
    expect(parseTemplate(`a*$\{aws:username}?`, true, 'literal')).toEqual([
      literalPattern('a*'),
      variable('aws:username'),
      literalPattern('?'),
    ]);
    expect(parseTemplate('a*', false, 'literal')).toEqual([literalPattern('a*')]);
  });

  it('leaves a letter outside ASCII as it is, also where it has an ASCII letter as its lower case', () => {
    expect(parsed(`$\{aws:PrincipalTag/\u212aÉ}`)).toEqual(['', variable('aws:principaltag/\u212aÉ'), '']);
  });

  it('always keeps every character of what is no variable', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(`$\{`, '}', 'a', '*', ','), { maxLength: 12 }), (tokens) => {
        const text = tokens.join('');
        const template = parseTemplate(text, true, 'literal');
        const resolved = resolveTemplate(template, ({ key }) => literalPattern(`<${key}>`));
        const expected = text.replace(/\$\{([^}]*)\}/g, (_, inside: string) => {
          if (inside === '*') {
            return inside;
          }
          return /^[^,]+$/.test(inside) ? `<${inside}>` : '<>';
        });
        expect(showPattern(resolved ?? [])).toBe(expected);
      }),
    );
  });
});

describe('variablesOf', () => {
  it('lists the variables, and no text', () => {
    expect(variablesOf(parseTemplate(`a$\{b}c$\{d, 'e'}`, true, 'read'))).toEqual([
      variable('b'),
      variable('d', 'e'),
    ]);
  });
});

describe('resolveTemplate', () => {
  const template = parseTemplate(`a/$\{b}/*$\{c}`, true, 'read');

  it('puts patterns in the place of variables, and joins what meets', () => {
    const resolved = resolveTemplate(template, ({ key }) => (key === 'b' ? literalPattern('*') : EVERYTHING));
    expect(resolved).toEqual([...literalPattern('a/*/'), ...EVERYTHING]);
  });

  it('has nothing where one of them has no value', () => {
    expect(resolveTemplate(template, ({ key }) => (key === 'b' ? [] : undefined))).toBeUndefined();
  });

  it('gives a text without variables back as it is', () => {
    const text = parseTemplate('a', true, 'read');
    expect(resolveTemplate(text, () => undefined)).toBe(text[0]);
  });

  it('resolves a template of one variable only', () => {
    expect(resolveTemplate([variable('b')], () => literalPattern('x'))).toEqual(literalPattern('x'));
    expect(resolveTemplate([variable('b')], () => undefined)).toBeUndefined();
  });
});
