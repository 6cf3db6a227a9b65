import type { runRoute } from '@sportello/suite/billing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';

export type RunAnswer = AnswerOf<typeof runRoute>;
