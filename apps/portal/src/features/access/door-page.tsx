import { Button } from '@mantine/core';
import { LoadingState } from '@sportello/ui/components/page-states.tsx';
import { Link, Navigate } from '@tanstack/react-router';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';
import { useMe } from '../../shell/session.ts';

/** The door of the customers' area: who is signed in goes straight home. */
export function DoorPage() {
  const t = useT();
  const me = useMe();
  if (me.data !== undefined) return <Navigate to="/home" replace />;
  if (me.isPending)
    return (
      <div className="page">
        <LoadingState lines={2} />
      </div>
    );
  return (
    <Page title={t('door.title')}>
      <p style={{ margin: 0 }} className="quiet">
        {t('door.lead')}
      </p>
      <div className="doors">
        <section className="sp-card" aria-labelledby="door-login">
          <h2 id="door-login">{t('door.login.title')}</h2>
          <p>{t('door.login.text')}</p>
          <Button component={Link} to="/login" fullWidth size="lg">
            {t('door.login.action')}
          </Button>
        </section>
        <section className="sp-card" aria-labelledby="door-first">
          <h2 id="door-first">{t('door.first.title')}</h2>
          <p>{t('door.first.text')}</p>
          <Button component={Link} to="/first-access" fullWidth size="lg" variant="outline">
            {t('door.first.action')}
          </Button>
        </section>
      </div>
    </Page>
  );
}
