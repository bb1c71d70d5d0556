import type { TrustedPrincipal } from './trust-judgement.ts';

/** Whether somebody who is named can never assume the role, because it asks for MFA of those who never carry it. */
export const isBroken = ({ answer, why }: Pick<TrustedPrincipal, 'answer' | 'why'>): boolean =>
  answer === 'denied' && why.some(({ code }) => code === 'principal-cannot-carry-mfa');
