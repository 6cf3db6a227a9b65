export type MailAddress = { readonly name: string; readonly address: string };

/** A message as it leaves: the same on every attempt, its id too, so that a receiver can drop a repetition. */
export type OutgoingMail = {
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: 'it' | 'en';
  /** When it was queued (instant): its Date header. */
  readonly writtenAt: string;
};

/** What became of one attempt; `answer` is the server's words, or why there were none. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly answer: string }
  /** The server answered about this message: never try again, or try later. */
  | { readonly kind: 'refused'; readonly isPermanent: boolean; readonly answer: string }
  /** No answer about this message: no connection, no sign-in, or cut on the way. */
  | { readonly kind: 'unreachable'; readonly answer: string };

/** Carries one message to one address. Implemented by `connectors/smtp`. */
export type MailTransport = {
  /**
   * @param beforeContent awaited when the server is ready for the content and before any of it leaves; when it
   *   answers false nothing may leave
   */
  readonly send: (mail: OutgoingMail, beforeContent: () => Promise<boolean>) => Promise<SendOutcome>;
};
