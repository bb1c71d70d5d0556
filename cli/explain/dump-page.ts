import * as z from 'zod/mini';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

/** URL-encoded JSON as the API answers it, or JSON as the AWS CLI prints it. */
const Document = z.union([z.string(), z.record(z.string(), z.unknown())]);

const listOf = <Schema extends z.ZodMiniType>(schema: Schema) => z._default(z.array(schema), []);

const InlinePolicy = z.object({ PolicyName: z.string(), PolicyDocument: Document });
const AttachedPolicy = z.object({ PolicyArn: z.string() });
const Tag = z.object({ Key: z.string(), Value: z.string() });

const UserDetail = z.object({
  UserName: z.string(),
  UserId: z.string(),
  Arn: z.string(),
  UserPolicyList: listOf(InlinePolicy),
  AttachedManagedPolicies: listOf(AttachedPolicy),
  GroupList: listOf(z.string()),
  PermissionsBoundary: z.optional(z.object({ PermissionsBoundaryArn: z.string() })),
  Tags: listOf(Tag),
});

const GroupDetail = z.object({
  GroupName: z.string(),
  Arn: z.string(),
  GroupPolicyList: listOf(InlinePolicy),
  AttachedManagedPolicies: listOf(AttachedPolicy),
});

const RoleDetail = z.object({ Arn: z.string(), AssumeRolePolicyDocument: Document });

const PolicyVersion = z.object({ Document: z.optional(Document), IsDefaultVersion: z.optional(z.boolean()) });

const ManagedPolicyDetail = z.object({ Arn: z.string(), PolicyVersionList: listOf(PolicyVersion) });

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
const DumpPage = z.object({
  UserDetailList: listOf(UserDetail),
  GroupDetailList: listOf(GroupDetail),
  RoleDetailList: listOf(RoleDetail),
  Policies: listOf(ManagedPolicyDetail),
  IsTruncated: z.optional(z.boolean()),
  NextToken: z.optional(z.string()),
});

export type WrittenDocument = z.infer<typeof Document>;
export type WrittenPolicy = z.infer<typeof InlinePolicy>;
export type WrittenUser = z.infer<typeof UserDetail>;
export type WrittenGroup = z.infer<typeof GroupDetail>;
export type WrittenRole = z.infer<typeof RoleDetail>;
export type DumpPage = z.infer<typeof DumpPage>;

/** A page of an account's authorization details; or what is odd about it. */
export const readDumpPage = (page: unknown): Result<DumpPage, string> => {
  const parsed = DumpPage.safeParse(page);
  return parsed.success
    ? ok(parsed.data)
    : fail(`no page of authorization details: ${describeIssues(parsed.error, 'it').slice(0, 3).join('; ')}`);
};

/** Whether AWS had more to say than is on this page. */
export const isTruncated = ({ IsTruncated, NextToken }: DumpPage): boolean =>
  IsTruncated === true || NextToken !== undefined;
