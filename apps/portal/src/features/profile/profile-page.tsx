import { Button, Stack, TextInput } from '@mantine/core';
import { en as partiesEn } from '@sportello/suite/parties/messages/en';
import { it as partiesIt } from '@sportello/suite/parties/messages/it';
import { changeProfileRoute, profileRoute } from '@sportello/suite/parties/portal-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead, useWrite } from '@sportello/ui/client/use-route';
import { ErrorSummary, type FieldMistake, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { type FormEvent, useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { useProblem, useT } from '../../sentences/index.js';
import { Card, Page } from '../../shell/page.tsx';
import { PasswordForm, UserNameForm } from './credentials-forms.tsx';
import { SignOut } from './menu-page.tsx';

type Profile = AnswerOf<typeof profileRoute>;
const PARTIES = { it: partiesIt, en: partiesEn };

export function ProfilePage() {
  const t = useT();
  const profile = useRead(profileRoute, {});
  return (
    <Page title={t('profile.title')} narrow>
      <QueryView query={profile}>
        {(value) => (
          <div className="stack">
            <Card title={t('profile.who')} id="who">
              <Facts
                rows={[
                  [t('profile.name'), value.displayName],
                  [t('profile.code'), value.code],
                  [t('profile.tax_code'), value.taxCode],
                  [t('profile.vat'), value.vatNumber],
                ]}
              />
              <p className="quiet" style={{ marginBottom: 0 }}>
                {t('profile.who_hint')}
              </p>
            </Card>
            <Contacts key={value.version} profile={value} />
          </div>
        )}
      </QueryView>
      <Card title={t('profile.user_name')} id="user-name">
        <UserNameForm />
      </Card>
      <Card title={t('profile.password')} id="change-password">
        <PasswordForm />
      </Card>
      <SignOut />
    </Page>
  );
}

const FIELDS = ['email', 'phone', 'pec', 'street', 'postalCode', 'city', 'province'] as const;
type Field = (typeof FIELDS)[number];
const AUTOCOMPLETE: Readonly<Record<Field, string>> = {
  email: 'email',
  phone: 'tel',
  pec: 'off',
  street: 'street-address',
  postalCode: 'postal-code',
  city: 'address-level2',
  province: 'address-level1',
};
const NULLABLE: readonly Field[] = ['email', 'phone', 'pec'];
const FIELD_OF: Readonly<Record<string, Field>> = {
  'parties.wrong_email': 'email',
  'parties.wrong_phone': 'phone',
  'parties.wrong_postal_code': 'postalCode',
  'parties.wrong_province': 'province',
};

/** Contacts and postal address: shown to be read, changed on request, saved at once. */
function Contacts({ profile }: { readonly profile: Profile }) {
  const t = useT();
  const problemSentence = useProblem(PARTIES);
  const change = useWrite(changeProfileRoute);
  const [isEditing, setEditing] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<Field, string>>>(
    () => Object.fromEntries(FIELDS.map((field) => [field, profile[field] ?? ''])) as Record<Field, string>,
  );
  const [mistakes, setMistakes] = useState<readonly FieldMistake[]>([]);
  const [isSaved, setSaved] = useState(false);
  const shown = FIELDS.filter((field) => field !== 'pec' || profile.kind === 'company');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const empty = shown.filter((field) => !NULLABLE.includes(field) && typed[field].trim() === '');
    if (empty.length > 0)
      return setMistakes(
        empty.map((field) => ({
          fieldId: field,
          sentence: t('profile.missing', { field: t(`profile.field.${field}`).toLowerCase() }),
        })),
      );
    const orNull = (field: Field) => (typed[field].trim() === '' ? null : typed[field].trim());
    const answer = await change.send({
      street: typed.street,
      postalCode: typed.postalCode,
      city: typed.city,
      province: typed.province,
      country: profile.country,
      language: profile.language,
      email: orNull('email'),
      phone: orNull('phone'),
      pec: orNull('pec'),
      version: profile.version,
    });
    if (answer.ok) {
      setMistakes([]);
      setEditing(false);
      return setSaved(true);
    }
    const { problem } = answer;
    const field =
      problem.kind === 'refusal'
        ? FIELD_OF[problem.code]
        : problem.kind === 'invalid'
          ? FIELDS.find((known) => problem.fields.some(({ path }) => path === known))
          : undefined;
    return setMistakes([{ fieldId: field ?? 'email', sentence: problemSentence(problem) }]);
  };

  if (!isEditing) {
    return (
      <Card title={t('profile.contacts')} id="contacts">
        {isSaved && (
          <Notice tone="success" live>
            {t('profile.saved')}
          </Notice>
        )}
        <Facts rows={shown.map((field) => [t(`profile.field.${field}`), profile[field]] as const)} />
        <Button mt="md" variant="outline" className="full-on-phone" onClick={() => setEditing(true)}>
          {t('profile.change')}
        </Button>
      </Card>
    );
  }
  return (
    <Card title={t('profile.contacts')} id="contacts">
      <ErrorSummary mistakes={mistakes} />
      <form onSubmit={save} noValidate>
        <Stack mt="sm">
          {shown.map((field) => (
            <TextInput
              key={field}
              id={field}
              label={
                NULLABLE.includes(field)
                  ? `${t(`profile.field.${field}`)} ${t('profile.optional')}`
                  : t(`profile.field.${field}`)
              }
              autoComplete={AUTOCOMPLETE[field]}
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
              error={mistakeOf(mistakes, field)}
            />
          ))}
          <Button type="submit" size="lg" loading={change.isSending}>
            {t('profile.save')}
          </Button>
          <Button variant="subtle" onClick={() => setEditing(false)}>
            {t('action.cancel')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
