import { AppShell, Burger, Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { staffMeRoute, staffSignOutRoute } from '@sportello/suite/access/api';
import { useRead, useWrite } from '@sportello/ui/client/use-route';
import { SkipLink } from '@sportello/ui/components/page-heading.tsx';
import { OfflineBanner, QueryView } from '@sportello/ui/components/page-states.tsx';
import { LanguageSelect, SchemeSelect } from '@sportello/ui/components/preferences.tsx';
import { IconKeyboard, IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../words/words.ts';
import { Palette } from './palette.tsx';
import { PLACES } from './places.ts';
import { MeProvider, useMay, useMe } from './session.ts';
import { ShortcutSheet, useShortcuts } from './shortcuts.tsx';

/** What every signed-in page stands in: the rail, the header, the palette. Waits for who is signed in. */
export function Shell() {
  const me = useRead(staffMeRoute, {});
  return (
    <QueryView query={me}>
      {(value) => (
        <MeProvider value={value}>
          <Frame />
        </MeProvider>
      )}
    </QueryView>
  );
}

function Frame() {
  const t = useT();
  const me = useMe();
  const [isRailOpen, rail] = useDisclosure(false);
  const [palette, setPalette] = useState<'closed' | 'records' | 'commands'>('closed');
  const [isSheetOpen, sheet] = useDisclosure(false);
  useShortcuts({ onPalette: () => setPalette('records'), onSheet: sheet.open });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isRailOpen } }}
      padding="md"
    >
      <SkipLink />
      <AppShell.Header
        p="xs"
        style={{ display: 'flex', alignItems: 'center', gap: 12, background: 'var(--sp-surface)' }}
      >
        <Burger hiddenFrom="sm" size="sm" opened={isRailOpen} onClick={rail.toggle} aria-label={t('shell.menu')} />
        <strong style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {me.company.name}
        </strong>
        <button
          type="button"
          className="of-search-button"
          style={{ marginLeft: 'auto' }}
          onClick={() => setPalette('records')}
          aria-keyshortcuts="Control+K"
        >
          <IconSearch size={16} aria-hidden />
          <span>{t('palette.hint')}</span>
          <kbd>{t('palette.keys')}</kbd>
        </button>
        <UserMenu onSheet={sheet.open} />
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('shell.navigation')} style={{ background: 'var(--sp-surface)' }}>
        <Rail onChoose={rail.close} />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <OfflineBanner />
        <Outlet />
      </AppShell.Main>
      <Palette mode={palette} onClose={() => setPalette('closed')} />
      <ShortcutSheet isOpen={isSheetOpen} onClose={sheet.close} />
    </AppShell>
  );
}

function Rail({ onChoose }: { readonly onChoose: () => void }) {
  const t = useT();
  const mayBill = useMay(['billing_manager', 'admin', 'back_office', 'auditor']);
  return (
    <div className="of-nav">
      {PLACES.filter(({ to }) => mayBill || to !== '/billing/runs').map(({ to, word, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} onClick={onChoose}>
          <Icon size={20} aria-hidden />
          {t(word)}
        </Link>
      ))}
    </div>
  );
}

function UserMenu({ onSheet }: { readonly onSheet: () => void }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = useWrite(staffSignOutRoute);
  const leave = async () => {
    await signOut.send({});
    await navigate({ to: '/login' });
    queries.clear();
  };
  return (
    <Menu position="bottom-end" width={240} trapFocus>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconUserCircle size={20} aria-hidden />}
          aria-label={t('shell.user', { name: me.displayName })}
        >
          <span className="of-wide">{me.displayName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.roles.map((role) => t(`role.${role}`)).join(', ')}</Menu.Label>
        <Menu.Item
          leftSection={<IconUserCircle size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onSheet}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('shell.sign_out')}
        </Menu.Item>
        <Menu.Divider />
        <div style={{ padding: 12, display: 'grid', gap: 8 }}>
          <LanguageSelect />
          <SchemeSelect />
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
