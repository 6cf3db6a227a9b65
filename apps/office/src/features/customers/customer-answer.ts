import type { customerRoute } from '@sportello/suite/parties/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';

export type CustomerAnswer = AnswerOf<typeof customerRoute>;
