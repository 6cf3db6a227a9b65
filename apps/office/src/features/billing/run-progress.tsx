import { useT } from '../../words/words.ts';
import type { RunAnswer } from './run-answer.ts';

/** A native progress with its text; announced every tenth, not at every refresh. */
export function RunProgress({ answer }: { readonly answer: RunAnswer }) {
  const t = useT();
  const { run, progressPercent, perSecond, etaSeconds } = answer;
  const percent = Math.floor(progressPercent);
  const isIssuing = run.state === 'issuing' || run.state === 'issued';
  const [done, all] = isIssuing ? [run.issued, run.computed] : [run.computed + run.parked, run.supplies];
  const eta =
    etaSeconds === null
      ? null
      : etaSeconds < 60
        ? t('run.eta_seconds', { seconds: etaSeconds })
        : t('run.eta_minutes', { minutes: Math.ceil(etaSeconds / 60) });
  const step = isIssuing ? 'issuing' : 'computing';
  return (
    <section className="sp-card" aria-label={t('run.progress')}>
      <label htmlFor="run-progress" className="of-strip" style={{ marginBottom: 8 }}>
        <strong>{t(`run.step.${step}`)}</strong>
        <span>{t('run.done_of', { percent, done, all })}</span>
        {eta !== null && <span className="of-muted">{eta}</span>}
        {perSecond !== null && run.state !== 'issued' && (
          <span className="of-muted">{t('run.per_second', { rate: Math.round(perSecond) })}</span>
        )}
      </label>
      <progress id="run-progress" className="of-progress" max={100} value={percent}>
        {percent}
      </progress>
      <span className="sp-only-read" role="status">
        {t('run.announce', { percent: Math.floor(percent / 10) * 10 })}
      </span>
    </section>
  );
}
