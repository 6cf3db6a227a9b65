import { IconBolt, IconFlame } from '@sportello/ui/components/icons';
import { StatusBadge, type Tone } from '@sportello/ui/components/status-badge.tsx';
import { useT } from '../sentences/index.js';

/** Icon and word of a service. */
export function Commodity({ commodity, name }: { readonly commodity: 'electricity' | 'gas'; readonly name?: string }) {
  const t = useT();
  const Icon = commodity === 'gas' ? IconFlame : IconBolt;
  return (
    <span className="with-icon">
      <Icon size={20} aria-hidden />
      <span>
        {name === undefined || name === '' ? t(`commodity.${commodity}`) : `${t(`commodity.${commodity}`)}, ${name}`}
      </span>
    </span>
  );
}

const SUPPLY_TONES = { active: 'success', future: 'info', ended: 'neutral' } as const;
export function SupplyState({ state }: { readonly state: keyof typeof SUPPLY_TONES }) {
  const t = useT();
  return <StatusBadge tone={SUPPLY_TONES[state]}>{t(`supply.state.${state}`)}</StatusBadge>;
}

const INVOICE_TONES = {
  paid: 'success',
  partly_paid: 'warning',
  to_pay: 'info',
  overdue: 'danger',
  credit: 'success',
} as const satisfies Record<string, Tone>;
export function InvoiceState({ state }: { readonly state: keyof typeof INVOICE_TONES }) {
  const t = useT();
  return <StatusBadge tone={INVOICE_TONES[state]}>{t(`invoice.state.${state}`)}</StatusBadge>;
}

/** What people call a supply: its alias, or its address. */
export const nameOfSupply = ({
  alias,
  street,
  city,
}: {
  readonly alias: string;
  readonly street: string;
  readonly city: string;
}): string => (alias === '' ? `${street}, ${city}` : alias);
