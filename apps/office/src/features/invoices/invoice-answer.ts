import type { invoiceRoute } from '@sportello/suite/invoicing/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';

export type InvoiceAnswer = AnswerOf<typeof invoiceRoute>;
