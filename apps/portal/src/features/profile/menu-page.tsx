import { Button } from '@mantine/core';
import { signOutRoute } from '@sportello/suite/portal-accounts/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { IconBolt, IconChevronRight, IconLogout, IconUser } from '@sportello/ui/components/icons';
import { Link } from '@tanstack/react-router';
import { useT } from '../../sentences/index.js';
import { Page } from '../../shell/page.tsx';

export function MenuPage() {
  const t = useT();
  return (
    <Page title={t('nav.menu')} narrow>
      <ul className="rows sp-card">
        <li>
          <Link to="/supplies" className="row-link" style={{ width: '100%', gap: 8 }}>
            <IconBolt size={20} aria-hidden />
            <span style={{ flex: 1 }}>{t('supplies.title')}</span>
            <IconChevronRight size={20} aria-hidden />
          </Link>
        </li>
        <li>
          <Link to="/profile" className="row-link" style={{ width: '100%', gap: 8 }}>
            <IconUser size={20} aria-hidden />
            <span style={{ flex: 1 }}>{t('profile.title')}</span>
            <IconChevronRight size={20} aria-hidden />
          </Link>
        </li>
      </ul>
      <SignOut />
    </Page>
  );
}

/** Leave. Loading the door anew leaves nothing of the person in the memory of the page. */
export function SignOut() {
  const t = useT();
  const signOut = useWrite(signOutRoute);
  const leave = async () => {
    const answer = await signOut.send({});
    if (answer.ok) location.assign('/');
  };
  return (
    <Button
      variant="outline"
      size="lg"
      className="full-on-phone"
      leftSection={<IconLogout size={20} aria-hidden />}
      loading={signOut.isSending}
      onClick={leave}
    >
      {t('profile.sign_out')}
    </Button>
  );
}
