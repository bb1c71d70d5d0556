import type { Candidate } from '#core/repair/candidate.ts';
import { DOCUMENT_FIRST, type Edit } from '#core/repair/edit.ts';

const VERSION = '2012-10-17';

/**
 * Only the version of 2012 has policy variables.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export const setVersion = ({ draft }: Candidate): readonly Edit[] =>
  draft.document['Version'] === VERSION
    ? []
    : [
        {
          changes: [
            {
              statement: 'the document',
              text: `set Version to ${VERSION}: without it, policy variables such as \${aws:username} are plain text`,
            },
          ],
          order: DOCUMENT_FIRST,
          elements: 1,
          apply: (other) => ({
            ...other,
            document: Object.hasOwn(other.document, 'Version')
              ? { ...other.document, Version: VERSION }
              : { Version: VERSION, ...other.document },
          }),
        },
      ];
