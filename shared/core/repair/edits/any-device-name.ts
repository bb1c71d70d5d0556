import { toList } from '#core/policy/policy-values.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';
import { allowCreatingDevice } from './allow-enrolment.ts';

const OWN_NAME = /:mfa\/\$\{aws:username\}$/;
const CREATE = 'iam:createvirtualmfadevice';

const isHeldToOwnName = ({ Resource }: Readonly<Record<string, unknown>>): boolean =>
  toList(Resource).some((each) => OWN_NAME.test(String(each)));

const createsOnly = ({ Action }: Readonly<Record<string, unknown>>): boolean =>
  toList(Action).every((each) => String(each).toLowerCase() === CREATE);

const anyName = (candidate: Candidate, index: number): Edit =>
  editStatement(
    candidate.draft,
    index,
    `write mfa/* in place of mfa/\${aws:username}: virtual devices may have any name`,
    (other) =>
      replaceElement(other, 'Resource', [
        'Resource',
        toList(other['Resource']).map((each) => String(each).replace(OWN_NAME, ':mfa/*')),
      ]),
  );

/**
 * The console gives virtual devices names of its own, and people have more than one: whoever may create only the one
 * that is called like the user can't go on. Statements that allow more than creating are left, and another one added,
 * once for all of them: else they would allow to delete the devices of others.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
export const anyDeviceName = (candidate: Candidate): readonly Edit[] => {
  const held = candidate.draft.statements.flatMap((statement, index) =>
    statement['Effect'] === 'Allow' && isHeldToOwnName(statement) ? [{ statement, index }] : [],
  );
  const creating = held.filter(({ statement }) => createsOnly(statement));
  return [
    ...creating.map(({ index }) => anyName(candidate, index)),
    ...(creating.length < held.length ? allowCreatingDevice(candidate) : []),
  ];
};
