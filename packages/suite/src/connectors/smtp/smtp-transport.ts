import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailTransport, OutgoingMail, SendOutcome } from '../../messaging/index.js';

/** Shorter than the claim of a message, so that a server that hangs does not lose it. */
const CONNECT_MILLISECONDS = 10_000;
const SILENCE_MILLISECONDS = 30_000;
/** Replies to these are about the message; replies before them are about us, and the message is innocent. */
const ABOUT_THE_MESSAGE = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

type SmtpError = Error & {
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
};

/** Carry mail to the server of `smtp://user:password@host:587` or `smtps://…:465`, one connection a message. */
export function smtpTransport(smtpUrl: string): MailTransport {
  const url = new URL(smtpUrl);
  const isSecure = url.protocol === 'smtps:';
  const auth =
    url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    // A password never leaves in clear.
    requireTLS: auth !== null && !isSecure && !isLoopback,
    connectionTimeout: CONNECT_MILLISECONDS,
    dnsTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
  };
  return {
    send: async (mail, beforeContent) => {
      const composed = compose(mail);
      const envelope = { from: mail.from.address, to: [mail.to.address] };
      if (!isSameEnvelope(composed.getEnvelope(), envelope)) {
        return { kind: 'refused', isPermanent: true, answer: 'the address means something else to a mail server' };
      }
      const content = await composed.build();
      return new Promise<SendOutcome>((resolve) => {
        const connection = new SMTPConnection(options);
        const fail = (error: SmtpError) => {
          resolve(outcomeOf(error));
          connection.close();
        };
        connection.on('error', fail);
        const deliver = () =>
          connection.send(envelope, contentOf(content, beforeContent), (error, sent) => {
            if (error) return fail(error);
            resolve({ kind: 'accepted', answer: sent?.response ?? '' });
            connection.quit();
          });
        connection.connect((error) => {
          if (error) fail(error);
          else if (auth === null) deliver();
          else connection.login({ credentials: auth }, (refused) => (refused ? fail(refused) : deliver()));
        });
      });
    },
  };
}

const compose = (mail: OutgoingMail) =>
  new MailComposer({
    from: { ...mail.from },
    to: { ...mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: new Date(mail.writtenAt),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();

/** Whether the headers name exactly the two addresses that were asked: an address that is a list names more. */
const isSameEnvelope = (
  composed: { readonly from: string | false; readonly to: readonly string[] },
  asked: { readonly from: string; readonly to: readonly string[] },
): boolean => {
  const textOf = ({ from, to }: typeof composed) => JSON.stringify([from, ...to]).toLowerCase();
  return textOf(composed) === textOf(asked);
};

/** The connection reads this only after the server said "354 go ahead": the last moment to hold the content back. */
function contentOf(content: Buffer, beforeContent: () => Promise<boolean>): Readable {
  return new Readable({
    read() {
      beforeContent().then(
        (mayLeave) => {
          if (!mayLeave) return void this.destroy(new Error('another sender has the message'));
          this.push(content);
          this.push(null);
        },
        (error: Error) => this.destroy(error),
      );
    },
  });
}

function outcomeOf({ responseCode, response, command, message }: SmtpError): SendOutcome {
  const answer = response ?? message;
  const isReply = responseCode !== undefined && responseCode >= 400 && ABOUT_THE_MESSAGE.has(command ?? '');
  return isReply ? { kind: 'refused', isPermanent: responseCode >= 500, answer } : { kind: 'unreachable', answer };
}
