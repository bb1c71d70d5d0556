import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runScript, startScript } from './command/run-npm-script.ts';

const KEY = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_MAX_ATTEMPTS: '1' };

describe('npm run check:trail', () => {
  it('says how to get credentials where there are none', () => {
    const { status, stdout, stderr } = runScript('check:trail', []);
    expect(stderr).toMatch(
      /^The trails could not be read: there are no AWS credentials here\. Set AWS_PROFILE .*\n$/,
    );
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('says that nothing answers where nothing does', () => {
    const { status, stderr } = runScript('check:trail', [], {
      ...KEY,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    });
    expect(stderr).toMatch(/^The trails could not be read: there is no way to AWS from here\. .*\n$/);
    expect(status).toBe(2);
  });

  it.each([
    ['ExpiredTokenException', 'the AWS credentials have expired. Sign in again.'],
    ['UnrecognizedClientException', 'AWS does not know these credentials.'],
    ['AccessDeniedException', 'AWS denies that to these credentials.'],
  ])('says what to do about %s', async (code, words) => {
    await using server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: code, message: 'no' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = await startScript('check:trail', [], {
      ...KEY,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    });
    expect(stderr).toContain(`The trails could not be read: ${words}`);
    expect(status).toBe(2);
  });
});
