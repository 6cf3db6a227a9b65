import { Button } from '@mantine/core';
import { revealCustomerRoute } from '@sportello/suite/parties/office-api';
import { call } from '@sportello/ui/client/call';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { CivilDate } from '@sportello/ui/components/values.tsx';
import { useState } from 'react';
import { useT } from '../../words/words.ts';
import type { CustomerAnswer } from './customer-answer.ts';

type Shown = { readonly taxCode: string | null; readonly bornOn: string | null; readonly phone: string | null };

/** Who it is. Tax code and phone stay masked until somebody asks, which is written to the audit trail. */
export function IdentityStrip({ customer }: { readonly customer: CustomerAnswer }) {
  const t = useT();
  const { shown, reveal, isAsking, problem } = useReveal(customer.customerId);
  const taxCode = shown?.taxCode ?? customer.maskedTaxCode;
  const phone = shown?.phone ?? customer.maskedPhone;
  return (
    <div className="sp-card of-strip">
      <span>
        <span className="of-muted">{t('customer.code')}</span> {customer.code}
      </span>
      <span>{t(`customer.kind.${customer.kind}`)}</span>
      {taxCode !== null && (
        <span>
          <span className="of-muted">{t('customer.tax_code')}</span> {taxCode}
        </span>
      )}
      {customer.vatNumber !== null && (
        <span>
          <span className="of-muted">{t('customer.vat_number')}</span> {customer.vatNumber}
        </span>
      )}
      {phone !== null && (
        <span>
          <span className="of-muted">{t('customer.phone')}</span> {phone}
        </span>
      )}
      {shown?.bornOn != null && (
        <span>
          <span className="of-muted">{t('customer.born')}</span> <CivilDate day={shown.bornOn} />
        </span>
      )}
      {shown === null && (customer.maskedTaxCode !== null || customer.maskedPhone !== null) && (
        <Button
          size="compact-sm"
          variant="outline"
          loading={isAsking}
          onClick={() => void reveal()}
          title={t('customer.show_hint')}
        >
          {t('customer.show')}
        </Button>
      )}
      <span role="status" className="of-muted of-small">
        {problem ?? (shown === null ? '' : t('customer.shown'))}
      </span>
    </div>
  );
}

function useReveal(customerId: string) {
  const problemSentence = useProblemSentence();
  const [shown, setShown] = useState<Shown | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const reveal = async () => {
    setAsking(true);
    const answer = await call(revealCustomerRoute, { customerId });
    setAsking(false);
    if (answer.ok) setShown(answer.value);
    else setProblem(problemSentence(answer.problem));
  };
  return { shown, reveal, isAsking, problem };
}
