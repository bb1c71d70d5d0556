import { belongsToEnrolment } from '../model/enrolment-set.model.ts';
import { mayBeAllowed } from '../model/evaluate-request.model.ts';
import type { AwsRequest, RequestPolicies } from '../model/request.model.ts';
import { requestsToTry } from '../model/requests-to-try.model.ts';
import { contextsOf, documentsOf, type ProvedCase, userOf } from './proved-cases.ts';

export const beyondEnrolment = ({ set, allowPasswordChange }: ProvedCase, request: AwsRequest): boolean =>
  !belongsToEnrolment(request, userOf(set).arn, allowPasswordChange);

/** A request beyond enrolment that these policies may allow, as the model reads AWS's documentation. */
export const holeIn = (asked: ProvedCase, policies: RequestPolicies): AwsRequest | undefined => {
  const requests = requestsToTry(documentsOf(policies), userOf(asked.set), asked.session, contextsOf(asked));
  for (const request of requests) {
    if (beyondEnrolment(asked, request) && mayBeAllowed(policies, request)) {
      return request;
    }
  }
  return undefined;
};
