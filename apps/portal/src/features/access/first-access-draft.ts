import type { AnswerOf } from '@sportello/suite/platform/route';
import type { checkHolderRoute } from '@sportello/suite/portal-accounts/api';
import type { FieldMistake } from '@sportello/ui/components/error-summary.tsx';

/** What a person has typed so far on the way to an account. */
export type Draft = {
  readonly webCode: string;
  readonly holderCode: string;
  readonly email: string;
  readonly userName: string;
  readonly password: string;
  readonly securityQuestion: string;
  readonly securityAnswer: string;
};
export type Holder = AnswerOf<typeof checkHolderRoute>;
export type StepProps = {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly mistakes: readonly FieldMistake[];
  readonly holder: Holder | null;
};
