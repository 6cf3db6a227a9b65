import { listDemoMailboxRoute, readDemoMailboxRoute } from '@sportello/suite/messaging/api';
import { CallError } from '@sportello/ui/client/call';
import { useRead } from '@sportello/ui/client/use-route';
import { IconArrowLeft, IconMail } from '@sportello/ui/components/icons';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { formatInstant } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useSearch } from '@tanstack/react-router';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

const NEW_MAIL_MS = 4000;

/** The built-in mailbox of the demo: what the suite has sent, without a mail program. */
export function MailboxPage() {
  const t = useT();
  const { message } = useSearch({ from: '/guest/mailbox' });
  return message === undefined ? <MessageList /> : <OneMessage id={message} title={t('mailbox.message')} />;
}

function MessageList() {
  const t = useT();
  const { language } = useLanguage();
  const mailbox = useRead(listDemoMailboxRoute, {}, { refetchEveryMs: NEW_MAIL_MS });
  // Without the demo mailbox the route does not exist.
  const isOff =
    mailbox.error instanceof CallError &&
    mailbox.error.problem.kind === 'failure' &&
    mailbox.error.problem.status === 404;
  return (
    <Page key="list" title={t('mailbox.title')}>
      {isOff ? (
        <Notice tone="info">{t('mailbox.off')}</Notice>
      ) : (
        <>
          <p style={{ margin: 0 }} className="quiet">
            {t('mailbox.lead')}
          </p>
          <QueryView query={mailbox}>
            {({ messages }) =>
              messages.length === 0 ? (
                <EmptyState title={t('mailbox.empty.title')}>{t('mailbox.empty.text')}</EmptyState>
              ) : (
                <ul className="rows sp-card">
                  {messages.map(({ id, subject, to, receivedAt }) => (
                    <li key={id}>
                      <Link to="/mailbox" search={{ message: id }} className="row-link" style={{ gap: 8 }}>
                        <IconMail size={20} aria-hidden />
                        {subject}
                      </Link>
                      <div className="quiet">{t('mailbox.to', { to, at: formatInstant(receivedAt, language) })}</div>
                    </li>
                  ))}
                </ul>
              )
            }
          </QueryView>
        </>
      )}
    </Page>
  );
}

function OneMessage({ id, title }: { readonly id: string; readonly title: string }) {
  const t = useT();
  const { language } = useLanguage();
  const message = useRead(readDemoMailboxRoute, { id });
  return (
    <Page
      key={id}
      title={message.data?.subject ?? title}
      above={
        <Link to="/mailbox" search={{}} className="row-link" style={{ gap: 8 }}>
          <IconArrowLeft size={20} aria-hidden />
          {t('mailbox.title')}
        </Link>
      }
    >
      <QueryView query={message} refused={<EmptyState title={t('mailbox.missing')} />}>
        {({ to, receivedAt, text, links }) => (
          <div className="sp-card">
            <p style={{ marginTop: 0 }} className="quiet">
              {t('mailbox.to', { to, at: formatInstant(receivedAt, language) })}
            </p>
            <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</div>
            {links.length > 0 && (
              <>
                <h2>{t('mailbox.links')}</h2>
                <ul className="rows">
                  {links.map((link) => (
                    <li key={link}>
                      <a href={link} className="row-link" style={{ overflowWrap: 'anywhere' }}>
                        {link}
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </QueryView>
    </Page>
  );
}
