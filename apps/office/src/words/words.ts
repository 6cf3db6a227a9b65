import { createI18n } from '@sportello/ui/i18n/create-i18n';
import { en } from './en.ts';
import { it } from './it.ts';

export const { useT, has: isOfficeWord } = createI18n({ it, en });
