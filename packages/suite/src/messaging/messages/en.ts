import type { it, sentences as italian, MessageTemplate } from './it.js';

export const en: Readonly<Record<keyof typeof it, MessageTemplate>> = {
  confirm_email: {
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Hello {name},',
      'one step is left before you enter your customer area: confirm that this address is yours.',
    ],
    action: { label: 'Confirm the address', address: '{link}' },
    closing: [
      'The link works once, within {hours} hours. If it expires, repeat the first access with the same web code.',
      'If you did not expect this message, ignore it: nothing happens without confirmation.',
    ],
  },
  recover_access: {
    subject: 'Recover access to your customer area',
    paragraphs: ['Hello {name},', 'with this link you choose a new password. Your user name is: {userName}'],
    action: { label: 'Choose a new password', address: '{link}' },
    closing: [
      'The link works once, within {minutes} minutes.',
      'If you did not ask to recover access, ignore this message: your password stays as it was.',
    ],
  },
  password_changed: {
    subject: 'Your password has changed',
    paragraphs: [
      'Hello {name},',
      'the password of your customer area changed on {when}. Every other device has to sign in again.',
    ],
    action: { label: 'I did not change the password', address: '{link}' },
    closing: ['If you changed the password, there is nothing to do.'],
  },
  user_name_changed: {
    subject: 'Your user name has changed',
    paragraphs: [
      'Hello {name},',
      'on {when} the user name of your customer area changed. From now on sign in with: {userName}',
    ],
    closing: ['If you did not make this change, call the number below.'],
  },
};

export const sentences: typeof italian = {
  'messaging.not_found': 'This message is gone: the mailbox keeps the last 200.',
  'messaging.letterhead': 'Automatic message from {company}. To talk to a person: {phone}.',
  'messaging.state.queued': 'Queued',
  'messaging.state.data_started': 'Being delivered',
  'messaging.state.sent': 'Sent',
  'messaging.state.deferred': 'Put off: we try again',
  'messaging.state.failed': 'Not delivered',
  'messaging.state.to_check': 'To check: it may have arrived',
};
