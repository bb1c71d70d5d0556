import { describe, expect, it } from 'vitest';
import { runScript } from '../command/run-npm-script.ts';

const ANA = ['--user', 'ana', '--account', '111122223333'];
const KEY = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_MAX_ATTEMPTS: '1' };

describe('npm run explain, asked of IAM itself', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['there are no credentials', [], {}, 'there are no AWS credentials here. Set AWS_PROFILE, add --profile'],
    ['a profile is none', ['--profile', 'nobody'], {}, 'the profile nobody gives no AWS credentials.'],
    [
      'nothing answers',
      [],
      { ...KEY, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      'there is no way to AWS from here.',
    ],
  ])('says what to do where %s', (_, parameters, environment, words) => {
    const { status, stdout, stderr } = runScript('explain', [...ANA, ...parameters], environment);
    expect(stderr).toContain(`IAM could not be read: ${words}`);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
