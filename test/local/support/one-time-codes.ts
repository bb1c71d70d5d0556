import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a seed in the half minute this many steps from now. */
export function codeAt(seed: string, stepsFromNow: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsFromNow));
  const digest = createHmac('sha1', decodeBase32(seed)).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** A code the device certainly does not show around now. */
export function wrongCode(seed: string): string {
  const right = new Set([-3, -2, -1, 0, 1, 2, 3].map((steps) => codeAt(seed, steps)));
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'];
  return wrong.find((code) => !right.has(code)) ?? '';
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.replaceAll('=', '')].map((digit) =>
    alphabet.indexOf(digit).toString(2).padStart(5, '0'),
  );
  const octets = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
}
