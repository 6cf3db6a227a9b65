import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, IconPointFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';

const ICONS = {
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
  info: IconInfoCircle,
  neutral: IconPointFilled,
} as const;

/** A state as icon, word and colour: never colour alone. */
export function StatusBadge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <span className={`sp-badge sp-tone-${tone}`}>
      <Icon size={16} aria-hidden />
      {children}
    </span>
  );
}

/** A message inside a page. `live` announces one that appears after an action. */
export function Notice({
  tone,
  live = false,
  children,
}: {
  readonly tone: Tone;
  readonly live?: boolean;
  readonly children: ReactNode;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={`sp-notice sp-tone-${tone}`} {...(live ? { role: tone === 'danger' ? 'alert' : 'status' } : {})}>
      <Icon size={24} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
